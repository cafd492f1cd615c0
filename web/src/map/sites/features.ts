import type { Feature, FeatureCollection, Geometry, Point, Polygon } from "geojson";
import { DEFAULT, type Language } from "../../i18n/languages";
import type { Mineral, Outline, Position, Site } from "../../api/types";
import { markerSpec } from "../../markers/spec";
import { circle } from "../geometry/circle";
import { pale } from "../style/colour";
import { hatchName } from "../images/hatch";
import { boxOf, labelPoint, outlineArea, outlineBox } from "../geometry/outline";
import { type Box } from "../types";
import { siteImageName } from "../../markers/images";

/** Larger regions are drawn by their edge alone: a province's tint would drown the sites in it. */
const WIDE_KM2 = 60_000;

/** What the layers read of a site. `edge` and `hatch` come once for each look. */
export interface CircleProperties {
  id: string;
  edgeLight: string;
  edgeDark: string;
}
export interface MarkerProperties {
  id: string;
  name: string;
  colour: string;
  /** The name of its sign's image. */
  image: string;
  unknown: boolean;
}
export interface RegionProperties extends CircleProperties {
  area: number;
  wide: boolean;
  /** Whether nobody surveyed its edge. */
  soft: boolean;
  hatchLight: string;
  hatchDark: string;
}
export interface RegionLabelProperties extends CircleProperties {
  name: string;
  area: number;
  wide: boolean;
  note: string;
  /** The zoom from which the outline is wide enough to carry its name. */
  from: number;
}

/** What the map draws of sites, each made once. */
export interface SiteFeatures {
  markers(sites: readonly Site[]): FeatureCollection<Point, MarkerProperties>;
  /** How exactly points are known. */
  circles(sites: readonly Site[]): FeatureCollection<Polygon, CircleProperties>;
  regions(sites: readonly Site[]): FeatureCollection<Outline, RegionProperties>;
  regionLabels(sites: readonly Site[]): FeatureCollection<Point, RegionLabelProperties>;
}

export interface FeatureText {
  language: Language;
  minerals: ReadonlyMap<string, Mineral>;
  approximate: string;
}

/** `names.en` holds other spellings; the name itself is English. */
export function siteName({ properties }: Site, language: Language): string {
  return (language === DEFAULT ? undefined : properties.names[language]?.[0]) ?? properties.name;
}

export const isOutline = (geometry: Site["geometry"]): geometry is Outline =>
  geometry !== null && geometry.type !== "Point";

function common(site: Site, words: FeatureText): CircleProperties {
  const [colour] = markerSpec(site, words.minerals).colours;
  return { id: site.id, edgeLight: colour, edgeDark: pale(colour) };
}

export function markerFeature(
  site: Site,
  at: Position,
  words: FeatureText,
): Feature<Point, MarkerProperties> {
  const meaning = markerSpec(site, words.minerals);
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: at },
    properties: {
      id: site.id,
      name: siteName(site, words.language),
      colour: meaning.colours[0],
      image: siteImageName(meaning),
      unknown: site.properties.uncertainty_m === null,
    },
  };
}

/** Only an outline that somebody surveyed is drawn without the word "approximate". */
function isSurveyed(site: Site): boolean {
  return site.properties.claims.some(
    (claim) =>
      claim.about === "location" &&
      claim.outline !== undefined &&
      claim.basis === "surveyed" &&
      claim.judgement?.verdict !== "rejected",
  );
}

function labelZoom([west, , east]: Box): number {
  // At zoom z a degree is 512·2^z/360 pixels wide; a name wants about 70.
  return Math.log2((70 * 360) / (512 * Math.max(east - west, 1e-6)));
}

function circleOf(site: Site, words: FeatureText): Feature<Polygon, CircleProperties> | null {
  const { geometry, properties } = site;
  if (geometry?.type !== "Point" || properties.uncertainty_m === null) return null;
  return {
    type: "Feature",
    geometry: { type: "Polygon", coordinates: [circle(geometry.coordinates, properties.uncertainty_m)] },
    properties: common(site, words),
  };
}

/** A region and its label. */
function regionOf(
  site: Site,
  words: FeatureText,
): [Feature<Outline, RegionProperties>, Feature<Point, RegionLabelProperties>] | null {
  const { geometry, properties } = site;
  if (!isOutline(geometry)) return null;
  const area = outlineArea(geometry);
  const surveyed = isSurveyed(site);
  const shared = {
    ...common(site, words),
    area,
    wide: properties.kind === "region" && area > WIDE_KM2,
  };
  return [
    {
      type: "Feature",
      geometry,
      properties: {
        ...shared,
        soft: !surveyed,
        hatchLight: hatchName(shared.edgeLight),
        hatchDark: hatchName(shared.edgeDark),
      },
    },
    {
      type: "Feature",
      geometry: { type: "Point", coordinates: labelPoint(geometry) },
      properties: {
        ...shared,
        name: siteName(site, words.language),
        // The dash stays with the word that it leads to.
        note: surveyed ? "" : ` —\u00a0${words.approximate}`,
        from: labelZoom(outlineBox(geometry)),
      },
    },
  ];
}

/** What `make` makes of a site, made once. */
function once<T>(make: (site: Site) => T): (site: Site) => T {
  const made = new WeakMap<Site, { of: T }>();
  return (site) => {
    const found = made.get(site) ?? { of: make(site) };
    made.set(site, found);
    return found.of;
  };
}

export function siteFeatures(words: FeatureText): SiteFeatures {
  const collect =
    <G extends Geometry, P>(one: (site: Site) => Feature<G, P> | null | undefined) =>
    (sites: readonly Site[]): FeatureCollection<G, P> => ({
      type: "FeatureCollection",
      features: sites.map(one).filter((feature) => feature != null),
    });
  const region = once((site) => regionOf(site, words));
  return {
    markers: collect(
      once((site) =>
        site.geometry?.type === "Point" ? markerFeature(site, site.geometry.coordinates, words) : null,
      ),
    ),
    circles: collect(once((site) => circleOf(site, words))),
    regions: collect((site) => region(site)?.[0]),
    regionLabels: collect((site) => region(site)?.[1]),
  };
}

/** What has to be in view to see a site: its outline, or all of its uncertainty. */
export function siteExtent(site: Site): Box | null {
  const { geometry, properties } = site;
  if (geometry === null) return null;
  if (isOutline(geometry)) return outlineBox(geometry);
  return boxOf(circle(geometry.coordinates, properties.uncertainty_m ?? 15_000));
}
