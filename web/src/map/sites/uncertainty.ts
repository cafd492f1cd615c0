import { type ReadonlySignal, signal } from "@preact/signals";
import type { Map as GlMap } from "maplibre-gl";
import type { Site } from "../../api/types";
import { UNCERTAINTY_FROM } from "../style/layerIds";
import { type Box } from "../types";

/** Metres of a degree of latitude, rather too few. */
const DEGREE_M = 110_000;

/** Circles come so much before they are drawn, in zoom. */
const BEFORE = 0.25;

/** The box around the view in which uncertainty is drawn; null from afar. Circles cost a hundred points each. */
export function uncertaintyBounds(map: GlMap): ReadonlySignal<Box | null> {
  const around = signal<Box | null>(null);
  const look = (): void => {
    if (map.getZoom() < UNCERTAINTY_FROM - BEFORE) return;
    const bounds = map.getBounds();
    const [west, south, east, north] = bounds.toArray().flat() as Box;
    const now = around.peek();
    if (now && now[0] <= west && now[1] <= south && now[2] >= east && now[3] >= north) return;
    const [across, up] = [east - west, north - south];
    around.value = [west - across, south - up, east + across, north + up];
  };
  look();
  map.on("move", look);
  return around;
}

/** Whether a site's circle may reach into a box. */
export function circleReaches({ geometry, properties }: Site, [west, south, east, north]: Box): boolean {
  if (geometry?.type !== "Point" || properties.uncertainty_m === null) return false;
  const [lon, lat] = geometry.coordinates;
  const up = properties.uncertainty_m / DEGREE_M;
  const across = up / Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
  return lon + across >= west && lon - across <= east && lat + up >= south && lat - up <= north;
}
