import type { Feature, FeatureCollection, Geometry, Point, Polygon } from "geojson";
import { DEFAULT, type Language } from "../i18n/languages";
import type { Mineral, Outline, Position, Site } from "../api/types";
import { meaningOf } from "../signs/meaning";
import { circle } from "./circle";
import { pale } from "./colour";
import { hatchName } from "./hatch";
import { type Box, boxOf, labelPoint, outlineArea, outlineBox } from "./outline";
import { siteImage } from "./signs";

/** Larger regions are drawn by their edge alone: a province's tint would drown the sites in it. */
const WIDE_KM2 = 60_000;

/** What the layers read of a site. `edge` and `hatch` come once for each look. */
interface Common {
  id: string;
  name: string;
  colour: string;
  edgeLight: string;
  edgeDark: string;
}
export interface DiscProperties extends Common {
  /** The name of its sign's image. */
  sign: string;
  unknown: boolean;
}
export interface RegionProperties extends Common {
  area: number;
  wide: boolean;
  /** Whether nobody surveyed its edge. */
  soft: boolean;
  hatchLight: string;
  hatchDark: string;
}
export interface RegionLabelProperties extends Common {
  area: number;
  wide: boolean;
  note: string;
  /** The zoom from which the outline is wide enough to carry its name. */
  from: number;
}

type Collection<G extends Geometry, P> = FeatureCollection<G, P>;

export interface SiteFeatures {
  discs: Collection<Point, DiscProperties>;
  circles: Collection<Polygon, Common>;
  regions: Collection<Outline, RegionProperties>;
  regionLabels: Collection<Point, RegionLabelProperties>;
}

export interface Words {
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

function common(site: Site, words: Words): Common {
  const [colour] = meaningOf(site, words.minerals).colours;
  return {
    id: site.id,
    name: siteName(site, words.language),
    colour,
    edgeLight: colour,
    edgeDark: pale(colour),
  };
}

export function disc(site: Site, at: Position, words: Words): Feature<Point, DiscProperties> {
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: at },
    properties: {
      ...common(site, words),
      sign: siteImage(meaningOf(site, words.minerals)),
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

const collection = <G extends Geometry, P>(features: Feature<G, P>[]): Collection<G, P> => ({
  type: "FeatureCollection",
  features,
});

export function siteFeatures(sites: readonly Site[], words: Words): SiteFeatures {
  const discs: Feature<Point, DiscProperties>[] = [];
  const circles: Feature<Polygon, Common>[] = [];
  const regions: Feature<Outline, RegionProperties>[] = [];
  const regionLabels: Feature<Point, RegionLabelProperties>[] = [];

  for (const site of sites) {
    const { geometry, properties } = site;
    if (geometry === null) continue;
    if (geometry.type === "Point") {
      discs.push(disc(site, geometry.coordinates, words));
      if (properties.uncertainty_m !== null) {
        circles.push({
          type: "Feature",
          geometry: {
            type: "Polygon",
            coordinates: [circle(geometry.coordinates, properties.uncertainty_m)],
          },
          properties: common(site, words),
        });
      }
      continue;
    }
    const area = outlineArea(geometry);
    const shared = {
      ...common(site, words),
      area,
      wide: properties.kind === "region" && area > WIDE_KM2,
    };
    regions.push({
      type: "Feature",
      geometry,
      properties: {
        ...shared,
        soft: !isSurveyed(site),
        hatchLight: hatchName(shared.edgeLight),
        hatchDark: hatchName(shared.edgeDark),
      },
    });
    regionLabels.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: labelPoint(geometry) },
      properties: {
        ...shared,
        // The dash stays with the word that it leads to.
        note: isSurveyed(site) ? "" : ` —\u00a0${words.approximate}`,
        from: labelZoom(outlineBox(geometry)),
      },
    });
  }
  return {
    discs: collection(discs),
    circles: collection(circles),
    regions: collection(regions),
    regionLabels: collection(regionLabels),
  };
}

/** What has to be in view to see a site: its outline, or all of its uncertainty. */
export function extent(site: Site): Box | null {
  const { geometry, properties } = site;
  if (geometry === null) return null;
  if (isOutline(geometry)) return outlineBox(geometry);
  return boxOf(circle(geometry.coordinates, properties.uncertainty_m ?? 15_000));
}
