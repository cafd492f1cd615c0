import { type ReadonlySignal, signal } from "@preact/signals";
import type { Map as GlMap } from "maplibre-gl";
import type { Box, Site } from "../../api/types";
import { UNCERTAINTY_FROM } from "../style/layerIds";

/** Metres per degree of latitude, rounded down. */
const DEGREE_M = 110_000;

/** How many zoom levels before it becomes visible a circle is prepared. */
const ZOOM_MARGIN = 0.25;

/** The box around the view in which circles are drawn; null at low zoom. Each circle has about a hundred points. */
export function uncertaintyBounds(map: GlMap): ReadonlySignal<Box | null> {
  const area = signal<Box | null>(null);
  const update = (): void => {
    if (map.getZoom() < UNCERTAINTY_FROM - ZOOM_MARGIN) return;
    const bounds = map.getBounds();
    const [west, south, east, north] = bounds.toArray().flat() as Box;
    const now = area.peek();
    if (now && now[0] <= west && now[1] <= south && now[2] >= east && now[3] >= north) return;
    const [across, up] = [east - west, north - south];
    area.value = [west - across, south - up, east + across, north + up];
  };
  update();
  map.on("move", update);
  return area;
}

/** Whether a site's circle may intersect a box. */
export function circleReaches({ geometry, properties }: Site, [west, south, east, north]: Box): boolean {
  if (geometry?.type !== "Point" || properties.uncertainty_m === null) return false;
  const [lon, lat] = geometry.coordinates;
  const up = properties.uncertainty_m / DEGREE_M;
  const across = up / Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
  return lon + across >= west && lon - across <= east && lat + up >= south && lat - up <= north;
}
