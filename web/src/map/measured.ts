// The line being measured.

import type { Signal } from "@preact/signals";
import type { Feature } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as GlMap } from "maplibre-gl";
import { type StyleOptions, SOURCE } from "./style/layerIds";
import { DARK, LIGHT } from "./style/palette";

type Line = readonly [number, number][];

export function measuredLayers({ dark }: StyleOptions): LayerSpecification[] {
  const p = dark ? DARK : LIGHT;
  const line = { type: "line", source: SOURCE.measured, layout: { "line-join": "round" } } as const;
  return [
    { id: "measured-casing", ...line, paint: { "line-color": p.focusGap, "line-width": 6 } },
    { id: "measured-line", ...line, paint: { "line-color": p.focusRing, "line-width": 2.5 } },
    {
      id: "measured-point",
      type: "circle",
      source: SOURCE.measured,
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": 4.5,
        "circle-color": p.focusGap,
        "circle-stroke-color": p.focusRing,
        "circle-stroke-width": 2.5,
      },
    },
  ];
}

export function drawMeasured(map: GlMap, line: Line | null): void {
  const points = [...(line ?? [])];
  const features: Feature[] = points.map((coordinates) => ({
    ...{ type: "Feature", properties: {} },
    geometry: { type: "Point", coordinates },
  }));
  if (points.length > 1) {
    const geometry = { type: "LineString", coordinates: points } as const;
    features.push({ type: "Feature", properties: {}, geometry });
  }
  map.getSource<GeoJSONSource>(SOURCE.measured)?.setData({ type: "FeatureCollection", features });
  map.getCanvas().classList.toggle("measuring", line !== null);
}

/** Adds a clicked point to the line; returns false if nothing is being measured. */
export function addPoint(measured: Signal<Line | null>, { lng, lat }: { lng: number; lat: number }): boolean {
  const line = measured.peek();
  if (line === null) return false;
  measured.value = [...line, [lng, lat]];
  return true;
}
