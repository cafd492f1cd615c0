import { computed, effect, untracked } from "@preact/signals";
import type { Feature, FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as GlMap } from "maplibre-gl";
import type { Site } from "../api/types";
import { workerReady } from "../offline/cacheState";
import { cacheArchives } from "./archives";
import { Camera, homeOf } from "./camera";
import { circle } from "./circle";
import { uncertaintyBounds, circleReaches } from "./uncertainty";
import { clusterMarkers, type Clusters, imagesWithin, clusterZoom } from "./clusters";
import { Controls } from "./controls";
import { prefetchFonts } from "./fonts";
import { batchRepaints } from "./repaint";
import { addHatchImages } from "./hatch";
import type { MapInputs } from "./index";
import { hideDistricts } from "./placeNames";
import { type StyleOptions, SOURCE } from "./siteLayers";
import { addStyleImages } from "./images";
import { provideMarkerImages } from "./markerImages";
import { drawMeasured, takePoint } from "./measured";
import { boxOf } from "./outline";
import { withNeighbours } from "./neighbours";
import { onContextMenu, listenToPointer } from "./pointer";
import { markerFeature, siteExtent, isOutline, siteFeatures, type FeatureText } from "./sites";
import { enableTerrain } from "./terrain";
import { updateStyle } from "./style";
import { filterTiles, readMissed, TILES } from "./tiled";
import { tiledCircles } from "./tiledUncertainty";

/** How the map looks now. */
export function styleOptions({ dark, language, tiles, minerals, text }: MapInputs): StyleOptions {
  const filters = tiles.peek();
  return {
    dark: dark.value,
    language: language.value,
    minerals: minerals.value,
    tiled: filters === null ? null : { filters, approximate: text("map.approximate") },
  };
}

type Data = Parameters<GeoJSONSource["setData"]>[0];

/** Binds a map to the page: each effect carries one thing from the signals to the map. */
export function startSession(
  map: GlMap,
  container: HTMLElement,
  inputs: MapInputs,
): { stop(): void; fitShown(): void } {
  const camera = new Camera(map, inputs.view, homeOf(inputs));
  const controls = new Controls(map);
  const stops: (() => void)[] = [];
  let look = untracked(() => styleOptions(inputs));
  // Where the server's tiles hold the sites, the list's are drawn by them.
  const drawn = computed(() => (inputs.tiles.value === null ? inputs.shown.value : []));

  const setData = (source: string, data: Data): void => {
    map.getSource<GeoJSONSource>(source)?.setData(data);
  };
  const given = new Map<string, readonly Feature[]>();
  /** Each setting of data is tiled anew: not where the features are the same ones. */
  const setFeatures = (source: string, data: FeatureCollection): void => {
    const before = given.get(source);
    const now = data.features;
    if (before?.length === now.length && now.every((feature, index) => feature === before[index])) return;
    given.set(source, now);
    setData(source, data);
  };
  const siteOf = (id: string | null): Site | undefined =>
    id === null ? undefined : inputs.sites.value.find((site) => site.id === id);
  const words = (): FeatureText => ({
    language: inputs.language.value,
    minerals: inputs.minerals.value,
    approximate: inputs.text("map.approximate"),
  });

  /** The open site, if the filters leave it out: it stays in sight, but not among the discs they count. */
  const outsider = computed(() => {
    const selected = siteOf(inputs.selected.value);
    return selected && !drawn.value.includes(selected) ? selected : null;
  });

  const made = computed(() => siteFeatures(words()));
  const kept = computed(() => (outsider.value ? [...drawn.value, outsider.value] : drawn.value));

  const zoom = clusterZoom(map);
  const clustersOf = (sites: readonly Site[]): Clusters =>
    clusterMarkers(made.value.markers(sites).features, zoom.value);
  /** Those of all sites are kept while others are drawn: every filter is taken off again. */
  const whole = computed(() => clustersOf(inputs.sites.value));
  const clusters = computed(() =>
    drawn.value.length === inputs.sites.value.length ? whole.value : clustersOf(drawn.value),
  );

  const drawRegions = (): void => {
    const regions = made.value.regions(kept.value);
    addHatchImages(
      map,
      regions.features.flatMap(({ properties: p }) => [p.edgeLight, p.edgeDark]),
    );
    setFeatures(SOURCE.regions, regions);
    setFeatures(SOURCE.regionLabels, made.value.regionLabels(kept.value));
    hideDistricts(
      map,
      drawn.value.flatMap((site) => (isOutline(site.geometry) ? [site.properties.name] : [])),
    );
  };

  const inReach = uncertaintyBounds(map);
  const ofTiles = tiledCircles(map, inputs);
  const drawCircles = (): void => {
    const box = inReach.value;
    const sites = box === null ? [] : kept.value.filter((site) => circleReaches(site, box));
    const ids = new Set(sites.map(({ id }) => id));
    const others = ofTiles.value.filter(({ properties }) => !ids.has(properties.id));
    setFeatures(SOURCE.circles, {
      type: "FeatureCollection",
      features: [...made.value.circles(sites).features, ...others],
    });
  };

  // An address that says where to look wins over what it asks of.
  let led = inputs.view.peek() !== null && inputs.hasNear.peek();
  const drawNear = (): void => {
    const asked = inputs.nearArea.value;
    if (asked === null) return setData(SOURCE.near, { type: "FeatureCollection", features: [] });
    const ring = circle(asked.origin.position, asked.radiusM);
    setData(SOURCE.near, { type: "Polygon", coordinates: [ring] });
    if (!led) camera.frame(boxOf(ring), 0.08);
    led = false;
  };

  const drawFocus = (): void => {
    const selected = inputs.selected.value;
    const hovered = inputs.hovered.value;
    const all = words();
    const ids = new Set([hovered, selected]);
    const features = [...ids].flatMap((id) => {
      const site = siteOf(id);
      if (site?.geometry?.type !== "Point") return [];
      const feature = markerFeature(site, site.geometry.coordinates, all);
      return [{ ...feature, properties: { ...feature.properties, selected: id === selected } }];
    });
    setData(SOURCE.focus, { type: "FeatureCollection", features });
    for (const source of [SOURCE.circles, SOURCE.regions]) {
      map.removeFeatureState({ source });
      if (hovered !== null) map.setFeatureState({ source, id: hovered }, { hovered: true });
      if (selected !== null) map.setFeatureState({ source, id: selected }, { selected: true });
    }
    map.removeFeatureState({ source: SOURCE.sites });
    for (const id of ids) {
      if (id !== null) map.setFeatureState({ source: SOURCE.sites, id }, { focus: true });
    }
  };

  let framed: string | null = null;
  let viewBefore = inputs.view.peek();
  const moveTo = (): void => {
    const view = inputs.view.value;
    const selected = inputs.selected.value;
    const site = siteOf(selected);
    // An address that says where to look wins over what it selects.
    const led = camera.follow(view);
    // Back to an address without a view and a site: to where the page began.
    if (view === null && viewBefore !== null && selected === null) camera.home();
    viewBefore = view;
    if (selected === framed) return;
    // A site that has not arrived yet is framed once it has.
    if (selected !== null && !site) return;
    framed = selected;
    camera.release();
    const own = site ? siteExtent(site) : null;
    if (site && own && !led) camera.frame(withNeighbours(own, site, inputs.shown.peek()));
  };

  const begin = (): void => {
    addStyleImages(map);
    stops.push(
      effect(() => {
        const { markers } = clusters.value;
        setFeatures(SOURCE.sites, markers);
        // While the map's worker reads them, which then asks for their images.
        drawMarkers(imagesWithin(markers, map.getBounds()));
      }),
      effect(drawCircles),
      effect(drawRegions),
      effect(drawFocus),
      effect(drawNear),
      effect(() => drawMeasured(map, inputs.measured.value)),
      effect(() => {
        const next = styleOptions(inputs);
        updateStyle(map, look, next);
        look = next;
      }),
      effect(() => {
        if (inputs.tiles.value !== null) filterTiles(map, inputs.tiles.value);
      }),
      effect(() => {
        if (!inputs.serverUnreachable.value) readMissed(map);
      }),
      listenToPointer(map, camera, {
        select: inputs.select,
        hover: (id) => (inputs.hovered.value = id),
        take: (at) => takePoint(inputs.measured, at),
        expansionZoom: (cluster) => clusters.peek().expansionZoom(cluster),
      }),
      enableTerrain(map),
      onContextMenu(map, (at) => {
        if (inputs.measured.peek() === null) inputs.showNear(at);
      }),
    );
  };

  stops.push(
    effect(() => {
      container.classList.toggle("atlas-map-dark", inputs.dark.value);
    }),
    effect(() => {
      void inputs.language.value; // inputs.text answers in it
      controls.show(inputs.text);
    }),
  );
  // An address with both a site and a view keeps its view.
  if (inputs.view.peek() !== null) framed = inputs.selected.peek();
  stops.push(effect(moveTo));
  const drawMarkers = provideMarkerImages(map);
  map.once("style.load", begin);
  map.once("idle", prefetchFonts);
  map.once("idle", () =>
    stops.push(
      batchRepaints(map, [SOURCE.sites, SOURCE.regions, SOURCE.regionLabels, TILES], () => {
        inputs.tilesLoading.value = false;
      }),
    ),
  );
  // From the worker, where there is one: the archives need not be sent a second time.
  const cacheWhenReady = (): void => {
    if (workerReady.value) cacheArchives();
  };
  map.once("idle", () => stops.push(effect(cacheWhenReady)));
  // The terrain is asked for by some view later on.
  map.on("idle", cacheWhenReady);

  return {
    fitShown() {
      const corners = drawn.peek().flatMap((site) => {
        const box = siteExtent(site);
        return box ? [[box[0], box[1]] as [number, number], [box[2], box[3]] as [number, number]] : [];
      });
      if (corners.length > 0) camera.frame(boxOf(corners), 0.05);
      else camera.home();
    },
    stop() {
      map.off("style.load", begin);
      for (const stop of stops) stop();
    },
  };
}
