// Clusters of overlapping markers. Computed here because MapLibre's worker evaluates an expression for every property of
// every cluster, which is slower.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Feature, FeatureCollection, Point } from "geojson";
import type { LngLatBounds, Map as GlMap } from "maplibre-gl";
import Supercluster from "supercluster";
import type { Position } from "../../api/types";
import { clusterImageName } from "../../markers/images";
import type { MarkerProperties } from "./features";

/** The distance in pixels below which two markers cluster: that of the smallest ones side by side. */
const CLUSTER_RADIUS = 36;
/** From this zoom on, every site has its own marker. */
export const MAX_CLUSTER_ZOOM = 11;
const WORLD: [number, number, number, number] = [-180, -90, 180, 90];

/** Properties that the layers read. */
interface ClusterProperties {
  /** The number of sites. */
  cluster: number;
  /** Identifies it in the `Clusters` that it belongs to. */
  clusterId: number;
  /** The name of its image. */
  image: string;
}

type MarkerFeatures = readonly Feature<Point, MarkerProperties>[];
export type MarkerCollection = FeatureCollection<Point, MarkerProperties | ClusterProperties>;

/** The number of sites by colour. */
type Counts = Record<`#${string}`, number>;

const counted = ({ colour }: MarkerProperties): Counts => ({ [colour]: 1 });

function add(all: Counts, more: Readonly<Counts>): void {
  for (const colour in more) {
    const key = colour as keyof Counts;
    all[key] = (all[key] ?? 0) + (more[key] ?? 0);
  }
}

/** The markers of an integer zoom level. */
export interface Clusters {
  readonly markers: MarkerCollection;
  /** The zoom at which a cluster splits; null if it is not one of these. */
  expansionZoom(i: number): number | null;
}

/** Clusters for one zoom level: all levels would take four times as long, and most are never looked at. */
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

/** The image names of the markers in view. */
export function imagesWithin({ features }: MarkerCollection, view: LngLatBounds): Set<string> {
  const within = features.filter(({ geometry: { coordinates } }) => view.contains(coordinates as Position));
  return new Set(within.map(({ properties }) => properties.image));
}

/** The integer zoom level that clusters are computed for. */
export function clusterZoom(map: GlMap): ReadonlySignal<number> {
  const whole = (): number => Math.min(Math.floor(map.getZoom()), MAX_CLUSTER_ZOOM);
  const zoom = signal(whole());
  map.on("zoom", () => (zoom.value = whole()));
  return zoom;
}
