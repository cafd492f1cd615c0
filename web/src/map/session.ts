import { computed, effect, untracked } from "@preact/signals";
import type { Feature, FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as GlMap } from "maplibre-gl";
import type { Site } from "../api/types";
import { settled } from "../offline/kept";
import { keepArchives } from "./archive";
import { Camera, homeOf } from "./camera";
import { circle } from "./circle";
import { boxOfCircles, reaches } from "./circles";
import { clustered, type Clusters, signsWithin, zoomOfSigns } from "./clusters";
import { Controls } from "./controls";
import { keepFaces } from "./fonts";
import { drawAtOnce } from "./frames";
import { addHatches } from "./hatch";
import type { MapInputs } from "./index";
import { hideDistricts } from "./labels";
import { type Look, SOURCE } from "./layers";
import { addMarks } from "./marks";
import { makeSigns } from "./signs";
import { drawMeasured, takePoint } from "./measured";
import { boxOf } from "./outline";
import { withNeighbours } from "./neighbours";
import { askNear, listen } from "./pointer";
import { disc, extent, isOutline, siteFeatures, type Words } from "./sites";
import { raise } from "./raised";
import { changeLook } from "./style";
import { filterTiles, readMissed, TILES } from "./tiled";
import { tiledCircles } from "./tiledCircles";

/** How the map looks now. */
export function lookOf({ dark, language, tiles, minerals, text }: MapInputs): Look {
  const filters = tiles.peek();
  return {
    dark: dark.value,
    language: language.value,
    minerals: minerals.value,
    tiled: filters === null ? null : { filters, approximate: text("approximate") },
  };
}

type Data = Parameters<GeoJSONSource["setData"]>[0];

/** Binds a map to the page: each effect carries one thing from the signals to the map. */
export function start(
  map: GlMap,
  container: HTMLElement,
  inputs: MapInputs,
): { stop(): void; fitShown(): void } {
  const camera = new Camera(map, inputs.view, homeOf(inputs));
  const controls = new Controls(map);
  const stops: (() => void)[] = [];
  let look = untracked(() => lookOf(inputs));
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
    if (before?.length === now.length && now.every((feature, nth) => feature === before[nth])) return;
    given.set(source, now);
    setData(source, data);
  };
  const siteOf = (id: string | null): Site | undefined =>
    id === null ? undefined : inputs.sites.value.find((site) => site.id === id);
  const words = (): Words => ({
    language: inputs.language.value,
    minerals: inputs.minerals.value,
    approximate: inputs.text("approximate"),
  });

  /** The open site, if the filters leave it out: it stays in sight, but not among the discs they count. */
  const outsider = computed(() => {
    const selected = siteOf(inputs.selected.value);
    return selected && !drawn.value.includes(selected) ? selected : null;
  });

  const made = computed(() => siteFeatures(words()));
  const kept = computed(() => (outsider.value ? [...drawn.value, outsider.value] : drawn.value));

  const zoom = zoomOfSigns(map);
  const clustersOf = (sites: readonly Site[]): Clusters =>
    clustered(made.value.discs(sites).features, zoom.value);
  /** Those of all sites are kept while others are drawn: every filter is taken off again. */
  const whole = computed(() => clustersOf(inputs.sites.value));
  const clusters = computed(() =>
    drawn.value.length === inputs.sites.value.length ? whole.value : clustersOf(drawn.value),
  );

  const drawRegions = (): void => {
    const regions = made.value.regions(kept.value);
    addHatches(
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

  const inReach = boxOfCircles(map);
  const ofTiles = tiledCircles(map, inputs);
  const drawCircles = (): void => {
    const box = inReach.value;
    const sites = box === null ? [] : kept.value.filter((site) => reaches(site, box));
    const ids = new Set(sites.map(({ id }) => id));
    const others = ofTiles.value.filter(({ properties }) => !ids.has(properties.id));
    setFeatures(SOURCE.circles, {
      type: "FeatureCollection",
      features: [...made.value.circles(sites).features, ...others],
    });
  };

  // An address that says where to look wins over what it asks of.
  let led = inputs.view.peek() !== null && inputs.nearAsked.peek();
  const drawNear = (): void => {
    const asked = inputs.around.value;
    if (asked === null) return setData(SOURCE.near, { type: "FeatureCollection", features: [] });
    const ring = circle(asked.here.at, asked.metres);
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
      const feature = disc(site, site.geometry.coordinates, all);
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
    const own = site ? extent(site) : null;
    if (site && own && !led) camera.frame(withNeighbours(own, site, inputs.shown.peek()));
  };

  const begin = (): void => {
    addMarks(map);
    stops.push(
      effect(() => {
        const { signs } = clusters.value;
        setFeatures(SOURCE.sites, signs);
        // While the map's worker reads them, which then asks for their images.
        drawSigns(signsWithin(signs, map.getBounds()));
      }),
      effect(drawCircles),
      effect(drawRegions),
      effect(drawFocus),
      effect(drawNear),
      effect(() => drawMeasured(map, inputs.measured.value)),
      effect(() => {
        const next = lookOf(inputs);
        changeLook(map, look, next);
        look = next;
      }),
      effect(() => {
        if (inputs.tiles.value !== null) filterTiles(map, inputs.tiles.value);
      }),
      effect(() => {
        if (!inputs.gone.value) readMissed(map);
      }),
      listen(map, camera, {
        select: inputs.select,
        hover: (id) => (inputs.hovered.value = id),
        take: (at) => takePoint(inputs.measured, at),
        apart: (cluster) => clusters.peek().apart(cluster),
      }),
      raise(map),
      askNear(map, (at) => {
        if (inputs.measured.peek() === null) inputs.askNear(at);
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
  const drawSigns = makeSigns(map);
  map.once("style.load", begin);
  map.once("idle", keepFaces);
  map.once("idle", () =>
    stops.push(
      drawAtOnce(map, [SOURCE.sites, SOURCE.regions, SOURCE.regionLabels, TILES], () => {
        inputs.gathering.value = false;
      }),
    ),
  );
  // From the worker, where there is one: the archives need not be sent a second time.
  const keep = (): void => {
    if (settled.value) keepArchives();
  };
  map.once("idle", () => stops.push(effect(keep)));
  // The terrain is asked for by some view later on.
  map.on("idle", keep);

  return {
    fitShown() {
      const corners = drawn.peek().flatMap((site) => {
        const box = extent(site);
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
