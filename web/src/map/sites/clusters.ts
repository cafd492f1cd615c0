// Signs that would lie over each other as one, counted before the map is told: its own worker would reckon every
// property of every cluster by an expression.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Feature, FeatureCollection, Point } from "geojson";
import type { LngLatBounds, Map as GlMap } from "maplibre-gl";
import Supercluster from "supercluster";
import type { Position } from "../../api/types";
import { clusterImageName } from "../../markers/images";
import type { MarkerProperties } from "./features";

/** How near two sites' signs come before they make a cluster, in pixels: as near as the smallest of them lie side by side. */
const CLUSTER_RADIUS = 36;
/** From here every site has a sign of its own. */
export const MAX_CLUSTER_ZOOM = 11;
const WORLD: [number, number, number, number] = [-180, -90, 180, 90];

/** What the layers read of a cluster. */
export interface ClusterProperties {
  /** How many sites it holds. */
  cluster: number;
  /** By which the clusters that it is of know it. */
  clusterId: number;
  /** The name of its sign's image. */
  image: string;
}

type MarkerFeatures = readonly Feature<Point, MarkerProperties>[];
export type MarkerCollection = FeatureCollection<Point, MarkerProperties | ClusterProperties>;

/** How many sites have a colour. */
type Counts = Record<`#${string}`, number>;

const counted = ({ colour }: MarkerProperties): Counts => ({ [colour]: 1 });

function add(all: Counts, more: Readonly<Counts>): void {
  for (const colour in more) {
    const key = colour as keyof Counts;
    all[key] = (all[key] ?? 0) + (more[key] ?? 0);
  }
}

/** Sites at a zoom that is whole. */
export interface Clusters {
  readonly markers: MarkerCollection;
  /** The zoom at which a cluster falls apart; null of one that is not among these. */
  expansionZoom(i: number): number | null;
}

/** Of one zoom alone: all of them take four times as long, and most are never looked at. */
export function clusterMarkers(sites: MarkerFeatures, zoom: number): Clusters {
  const index = new Supercluster<MarkerProperties, Counts>({
    ...{ radius: CLUSTER_RADIUS, minZoom: zoom, maxZoom: Math.min(zoom, MAX_CLUSTER_ZOOM - 1) },
    ...{ map: counted, reduce: add },
  }).load([...sites]);
  const features = index
    .getClusters(WORLD, zoom)
    .map((feature): Feature<Point, MarkerProperties | ClusterProperties> => {
      if (!("cluster_id" in feature.properties)) return feature as Feature<Point, MarkerProperties>;
      const {
        cluster: _,
        cluster_id: i,
        point_count: count,
        point_count_abbreviated: short,
        ...counts
      } = feature.properties;
      const image = clusterImageName(String(short), counts);
      return {
        type: "Feature",
        geometry: feature.geometry,
        properties: { cluster: count, clusterId: i, image },
      };
    });
  return {
    markers: { type: "FeatureCollection", features },
    expansionZoom(i) {
      const is = features.some(({ properties }) => "clusterId" in properties && properties.clusterId === i);
      if (!is) return null;
      const own = index.getLeaves(i, Infinity) as MarkerFeatures;
      let at = zoom + 1;
      while (at < MAX_CLUSTER_ZOOM && clusterMarkers(own, at).markers.features.length === 1) at += 1;
      return at;
    },
  };
}

/** The names of the images of signs in a view. */
export function imagesWithin({ features }: MarkerCollection, view: LngLatBounds): Set<string> {
  const within = features.filter(({ geometry: { coordinates } }) => view.contains(coordinates as Position));
  return new Set(within.map(({ properties }) => properties.image));
}

/** The zoom that signs are drawn at. */
export function clusterZoom(map: GlMap): ReadonlySignal<number> {
  const whole = (): number => Math.min(Math.floor(map.getZoom()), MAX_CLUSTER_ZOOM);
  const zoom = signal(whole());
  map.on("zoom", () => (zoom.value = whole()));
  return zoom;
}
