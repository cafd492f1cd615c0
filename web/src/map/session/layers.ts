// The sites on the map: markers and clusters, regions, and uncertainty circles.

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Feature, FeatureCollection } from "geojson";
import type { GeoJSONSource } from "maplibre-gl";
import type { Site } from "../../api/types";
import { clusterMarkers, type Clusters, clusterZoom, imagesWithin } from "../sites/clusters";
import { addHatchImages } from "../images/hatch";
import { provideMarkerImages } from "../images/markerImages";
import { hideDistricts } from "../style/placeNames";
import { type FeatureText, isOutline, siteFeatures } from "../sites/features";
import { SOURCE } from "../style/layerIds";
import { tiledUncertainty } from "../sites/tiledUncertainty";
import type { GlMap, MapInputs } from "../types";
import { circleReaches, uncertaintyBounds } from "../sites/uncertainty";

type Data = Parameters<GeoJSONSource["setData"]>[0];

export function setData(map: GlMap, source: string, data: Data): void {
  map.getSource<GeoJSONSource>(source)?.setData(data);
}

export const siteById = ({ sites }: MapInputs, id: string | null): Site | undefined =>
  id === null ? undefined : sites.value.find((site) => site.id === id);

export const featureText = ({ language, minerals, text }: MapInputs): FeatureText => ({
  language: language.value,
  minerals: minerals.value,
  approximate: text("map.approximate"),
});

interface SiteLayers {
  readonly clusters: ReadonlySignal<Clusters>;
  /** The sites that the page draws, rather than the server's tiles. */
  readonly drawn: ReadonlySignal<readonly Site[]>;
  /** Each is an effect, to be run once the style has loaded. */
  readonly effects: readonly (() => void)[];
}

export function siteLayers(map: GlMap, inputs: MapInputs): SiteLayers {
  const current = new Map<string, readonly Feature[]>();
  /** Skips the same features: setting data cuts all of it into tiles again. */
  const setFeatures = (source: string, data: FeatureCollection): void => {
    const before = current.get(source);
    const now = data.features;
    if (before?.length === now.length && now.every((feature, index) => feature === before[index])) return;
    current.set(source, now);
    setData(map, source, data);
  };

  const drawn = computed(() => (inputs.tiles.value === null ? inputs.shown.value : []));
  /** The open site if the filters leave it out: it stays visible, but in no cluster. */
  const filteredOut = computed(() => {
    const selected = siteById(inputs, inputs.selected.value);
    return selected && !drawn.value.includes(selected) ? selected : null;
  });
  const withSelected = computed(() =>
    filteredOut.value ? [...drawn.value, filteredOut.value] : drawn.value,
  );

  const features = computed(() => siteFeatures(featureText(inputs)));
  const zoom = clusterZoom(map);
  const clustersOf = (sites: readonly Site[]): Clusters =>
    clusterMarkers(features.value.markers(sites).features, zoom.value);
  /** Clusters of all sites are cached while fewer are shown, because filters are often removed again. */
  const allClusters = computed(() => clustersOf(inputs.sites.value));
  const clusters = computed(() =>
    drawn.value.length === inputs.sites.value.length ? allClusters.value : clustersOf(drawn.value),
  );

  const makeImages = provideMarkerImages(map);
  const drawMarkers = (): void => {
    const { markers } = clusters.value;
    setFeatures(SOURCE.sites, markers);
    // While MapLibre's worker reads the features, whose images it requests next.
    makeImages(imagesWithin(markers, map.getBounds()));
  };

  const drawDimmed = (): void => setFeatures(SOURCE.dimmed, features.value.markers(inputs.dimmed.value));

  const drawRegions = (): void => {
    const regions = features.value.regions(withSelected.value);
    addHatchImages(
      map,
      regions.features.flatMap(({ properties: p }) => [p.edgeLight, p.edgeDark]),
    );
    setFeatures(SOURCE.regions, regions);
    setFeatures(SOURCE.regionLabels, features.value.regionLabels(withSelected.value));
    hideDistricts(
      map,
      drawn.value.flatMap((site) => (isOutline(site.geometry) ? [site.properties.name] : [])),
    );
  };

  const bounds = uncertaintyBounds(map);
  const tiledCircles = tiledUncertainty(map, inputs);
  const drawUncertainty = (): void => {
    const box = bounds.value;
    const sites = box === null ? [] : withSelected.value.filter((site) => circleReaches(site, box));
    const ids = new Set(sites.map(({ id }) => id));
    const others = tiledCircles.value.filter(({ properties }) => !ids.has(properties.id));
    setFeatures(SOURCE.circles, {
      type: "FeatureCollection",
      features: [...features.value.circles(sites).features, ...others],
    });
  };

  return { clusters, drawn, effects: [drawMarkers, drawDimmed, drawUncertainty, drawRegions] };
}
