// Signs that would lie over each other as one, counted before the map is told: its own worker would reckon every
// property of every cluster by an expression.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Feature, FeatureCollection, Point } from "geojson";
import type { Map as GlMap } from "maplibre-gl";
import Supercluster from "supercluster";
import { clusterImage } from "../signs/images";
import type { DiscProperties } from "./sites";

/** How near two sites' signs come before they make a cluster, in pixels. */
const APART = 30;
/** From here every site has a sign of its own. */
export const EACH_FROM = 11;
const WORLD: [number, number, number, number] = [-180, -90, 180, 90];

/** What the layers read of a cluster. */
export interface ClusterProperties {
  /** How many sites it holds. */
  cluster: number;
  /** The zoom at which it falls apart. */
  apart: number;
  /** The name of its sign's image. */
  sign: string;
}

export type Signs = FeatureCollection<Point, DiscProperties | ClusterProperties>;

/** How many sites have a colour. */
type Counts = Record<`#${string}`, number>;

const counted = ({ colour }: DiscProperties): Counts => ({ [colour]: 1 });

function add(all: Counts, more: Readonly<Counts>): void {
  for (const colour in more) {
    const key = colour as keyof Counts;
    all[key] = (all[key] ?? 0) + (more[key] ?? 0);
  }
}

/** The signs of sites at a zoom that is whole. */
export function clustered(discs: FeatureCollection<Point, DiscProperties>): (zoom: number) => Signs {
  const index = new Supercluster<DiscProperties, Counts>({
    ...{ radius: APART, maxZoom: EACH_FROM - 1 },
    ...{ map: counted, reduce: add },
  }).load(discs.features);
  return (zoom) => ({
    type: "FeatureCollection",
    features: index
      .getClusters(WORLD, zoom)
      .map((feature): Feature<Point, DiscProperties | ClusterProperties> => {
        if (!("cluster_id" in feature.properties)) return feature as Feature<Point, DiscProperties>;
        const {
          cluster: _,
          cluster_id: id,
          point_count: count,
          point_count_abbreviated: short,
          ...counts
        } = feature.properties;
        const sign = clusterImage(String(short), counts);
        return {
          type: "Feature",
          geometry: feature.geometry,
          properties: { cluster: count, apart: index.getClusterExpansionZoom(id), sign },
        };
      }),
  });
}

/** The zoom that signs are drawn at. */
export function zoomOfSigns(map: GlMap): ReadonlySignal<number> {
  const whole = (): number => Math.min(Math.floor(map.getZoom()), EACH_FROM);
  const zoom = signal(whole());
  map.on("zoom", () => (zoom.value = whole()));
  return zoom;
}
