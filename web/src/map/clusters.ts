// Signs that would lie over each other as one, counted before the map is told: its own worker would reckon every
// property of every cluster by an expression.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Feature, FeatureCollection, Point } from "geojson";
import type { LngLatBounds, Map as GlMap } from "maplibre-gl";
import Supercluster from "supercluster";
import type { Position } from "../api/types";
import { clusterImage } from "../signs/images";
import type { DiscProperties } from "./sites";

/** How near two sites' signs come before they make a cluster, in pixels: as near as the smallest of them lie side by side. */
const APART = 36;
/** From here every site has a sign of its own. */
export const EACH_FROM = 11;
const WORLD: [number, number, number, number] = [-180, -90, 180, 90];

/** What the layers read of a cluster. */
export interface ClusterProperties {
  /** How many sites it holds. */
  cluster: number;
  /** By which the clusters that it is of know it. */
  nth: number;
  /** The name of its sign's image. */
  sign: string;
}

type Discs = readonly Feature<Point, DiscProperties>[];
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

/** Sites at a zoom that is whole. */
export interface Clusters {
  readonly signs: Signs;
  /** The zoom at which a cluster falls apart; null of one that is not among these. */
  apart(nth: number): number | null;
}

/** Of one zoom alone: all of them take four times as long, and most are never looked at. */
export function clustered(discs: Discs, zoom: number): Clusters {
  const index = new Supercluster<DiscProperties, Counts>({
    ...{ radius: APART, minZoom: zoom, maxZoom: Math.min(zoom, EACH_FROM - 1) },
    ...{ map: counted, reduce: add },
  }).load([...discs]);
  const features = index
    .getClusters(WORLD, zoom)
    .map((feature): Feature<Point, DiscProperties | ClusterProperties> => {
      if (!("cluster_id" in feature.properties)) return feature as Feature<Point, DiscProperties>;
      const {
        cluster: _,
        cluster_id: nth,
        point_count: count,
        point_count_abbreviated: short,
        ...counts
      } = feature.properties;
      const sign = clusterImage(String(short), counts);
      return { type: "Feature", geometry: feature.geometry, properties: { cluster: count, nth, sign } };
    });
  return {
    signs: { type: "FeatureCollection", features },
    apart(nth) {
      const is = features.some(({ properties }) => "nth" in properties && properties.nth === nth);
      if (!is) return null;
      const own = index.getLeaves(nth, Infinity) as Discs;
      let at = zoom + 1;
      while (at < EACH_FROM && clustered(own, at).signs.features.length === 1) at += 1;
      return at;
    },
  };
}

/** The names of the images of signs in a view. */
export function signsWithin({ features }: Signs, view: LngLatBounds): Set<string> {
  const within = features.filter(({ geometry: { coordinates } }) => view.contains(coordinates as Position));
  return new Set(within.map(({ properties }) => properties.sign));
}

/** The zoom that signs are drawn at. */
export function zoomOfSigns(map: GlMap): ReadonlySignal<number> {
  const whole = (): number => Math.min(Math.floor(map.getZoom()), EACH_FROM);
  const zoom = signal(whole());
  map.on("zoom", () => (zoom.value = whole()));
  return zoom;
}
