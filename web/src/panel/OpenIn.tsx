import type { Position } from "../api/types";
import { t } from "../i18n";
import { Outward } from "../citations/Place";

/** Other maps, and the address at which each shows a position. */
const MAPS = [
  [
    "OpenStreetMap",
    (lat, lon) => `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=12/${lat}/${lon}`,
  ],
  ["Google Maps", (lat, lon) => `https://www.google.com/maps/search/?api=1&query=${lat},${lon}`],
  ["Google Earth", (lat, lon) => `https://earth.google.com/web/search/${lat},${lon}`],
  [
    "Copernicus Browser",
    (lat, lon) => `https://browser.dataspace.copernicus.eu/?zoom=12&lat=${lat}&lng=${lon}`,
  ],
] as const satisfies readonly (readonly [string, (lat: number, lon: number) => string])[];

/** Links that open a position on other maps, in a new window. */
export function OpenIn({ at: [lon, lat] }: { at: Position }) {
  return (
    <p class="open-in">
      {t("location.openIn")}{" "}
      {MAPS.map(([name, address], index) => (
        <>
          {index > 0 && " · "}
          <Outward address={address(lat, lon)}>{name}</Outward>
        </>
      ))}
    </p>
  );
}
