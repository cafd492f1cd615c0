import type { Feature, FeatureCollection, Geometry, Point, Polygon } from "geojson";
import { DEFAULT, type Language } from "../../i18n/languages";
import type { Box, Mineral, Outline, Position, Site } from "../../api/types";
import { markerSpec } from "../../markers/spec";
import { circle } from "../geometry/circle";
import { pale } from "../style/colour";
import { hatchName } from "../images/hatch";
import { boxOf, labelPoint, outlineArea, outlineBox } from "../geometry/outline";
import { siteImageName } from "../../markers/images";

/** Larger regions are drawn without fill: a province's tint would hide the sites in it. */
const WIDE_KM2 = 60_000;

/** Properties that the layers read. `edge` and `hatch` have a value for each theme. */
export interface CircleProperties {
  id: string;
  edgeLight: string;
  edgeDark: string;
}
export interface MarkerProperties {
  id: string;
  name: string;
  colour: string;
  /** The name of its marker's image. */
  image: string;
  unknown: boolean;
}
interface RegionProperties extends CircleProperties {
  area: number;
  wide: boolean;
  /** Whether its edge was not surveyed. */
  soft: boolean;
  hatchLight: string;
  hatchDark: string;
}
interface RegionLabelProperties extends CircleProperties {
  name: string;
  area: number;
  wide: boolean;
  note: string;
  /** The zoom from which the outline is wide enough for its name. */
  from: number;
}

/** Features of sites, each created once. */
interface SiteFeatures {
  markers(sites: readonly Site[]): FeatureCollection<Point, MarkerProperties>;
  /** Uncertainty circles. */
  circles(sites: readonly Site[]): FeatureCollection<Polygon, CircleProperties>;
  regions(sites: readonly Site[]): FeatureCollection<Outline, RegionProperties>;
  regionLabels(sites: readonly Site[]): FeatureCollection<Point, RegionLabelProperties>;
}

export interface FeatureText {
  language: Language;
  minerals: ReadonlyMap<string, Mineral>;
  approximate: string;
}

/** `name` is the English name; `names.en` only has other spellings. */
function siteName({ properties }: Site, language: Language): string {
  return (language === DEFAULT ? undefined : properties.names[language]?.[0]) ?? properties.name;
}

export const isOutline = (geometry: Site["geometry"]): geometry is Outline =>
  geometry !== null && geometry.type !== "Point";

function common(site: Site, text: FeatureText): CircleProperties {
  const [colour] = markerSpec(site, text.minerals).colours;
  return { id: site.id, edgeLight: colour, edgeDark: pale(colour) };
}

export function markerFeature(site: Site, at: Position, text: FeatureText): Feature<Point, MarkerProperties> {
  const meaning = markerSpec(site, text.minerals);
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: at },
    properties: {
      id: site.id,
      name: siteName(site, text.language),
      colour: meaning.colours[0],
      image: siteImageName(meaning),
      unknown: site.properties.uncertainty_m === null,
    },
  };
}

/** Whether the outline was surveyed; any other is labelled "approximate". */
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
  // At zoom z a degree is 512·2^z/360 pixels wide; a name needs about 70.
  return Math.log2((70 * 360) / (512 * Math.max(east - west, 1e-6)));
}

function circleOf(site: Site, text: FeatureText): Feature<Polygon, CircleProperties> | null {
  const { geometry, properties } = site;
  if (geometry?.type !== "Point" || properties.uncertainty_m === null) return null;
  return {
    type: "Feature",
    geometry: { type: "Polygon", coordinates: [circle(geometry.coordinates, properties.uncertainty_m)] },
    properties: common(site, text),
  };
}

function regionOf(
  site: Site,
  text: FeatureText,
): [Feature<Outline, RegionProperties>, Feature<Point, RegionLabelProperties>] | null {
  const { geometry, properties } = site;
  if (!isOutline(geometry)) return null;
  const area = outlineArea(geometry);
  const surveyed = isSurveyed(site);
  const shared = {
    ...common(site, text),
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
        name: siteName(site, text.language),
        // The no-break space keeps the dash with the next word.
        note: surveyed ? "" : ` —\u00a0${text.approximate}`,
        from: labelZoom(outlineBox(geometry)),
      },
    },
  ];
}

/** Memoizes a function of a site. */
function memoize<T>(make: (site: Site) => T): (site: Site) => T {
  const cache = new WeakMap<Site, { of: T }>();
  return (site) => {
    const cached = cache.get(site) ?? { of: make(site) };
    cache.set(site, cached);
    return cached.of;
  };
}

export function siteFeatures(text: FeatureText): SiteFeatures {
  const collect =
    <G extends Geometry, P>(one: (site: Site) => Feature<G, P> | null | undefined) =>
    (sites: readonly Site[]): FeatureCollection<G, P> => ({
      type: "FeatureCollection",
      features: sites.map(one).filter((feature) => feature != null),
    });
  const region = memoize((site) => regionOf(site, text));
  return {
    markers: collect(
      memoize((site) =>
        site.geometry?.type === "Point" ? markerFeature(site, site.geometry.coordinates, text) : null,
      ),
    ),
    circles: collect(memoize((site) => circleOf(site, text))),
    regions: collect((site) => region(site)?.[0]),
    regionLabels: collect((site) => region(site)?.[1]),
  };
}

/** The bounding box of a site's outline or uncertainty circle. */
export function siteExtent(site: Site): Box | null {
  const { geometry, properties } = site;
  if (geometry === null) return null;
  if (isOutline(geometry)) return outlineBox(geometry);
  return boxOf(circle(geometry.coordinates, properties.uncertainty_m ?? 15_000));
}
