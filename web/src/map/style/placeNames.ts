import type { ExpressionSpecification, Map as GlMap, SymbolLayerSpecification } from "maplibre-gl";
import { isArabic, type Language } from "../../i18n/languages";
import { font } from "./fonts";
import type { Palette } from "./palette";

const DISTRICT = "name-district";

/** Hides the names of districts that a region site already labels. */
export function hideDistricts(map: GlMap, names: string[]): void {
  if (!map.getLayer(DISTRICT)) return;
  const filter: ExpressionSpecification = ["!", ["in", ["get", "name"], ["literal", names]]];
  // Setting an equal filter would still draw a frame.
  if (JSON.stringify(filter) !== JSON.stringify(map.getFilter(DISTRICT))) map.setFilter(DISTRICT, filter);
}

type Layout = NonNullable<SymbolLayerSpecification["layout"]>;
type Paint = NonNullable<SymbolLayerSpecification["paint"]>;
type Rest = Partial<Pick<SymbolLayerSpecification, "filter" | "minzoom" | "maxzoom">>;

const label = (
  id: string,
  sourceLayer: string,
  layout: Layout,
  paint: Paint,
  rest: Rest = {},
): SymbolLayerSpecification => ({
  id,
  type: "symbol",
  source: "basemap",
  "source-layer": sourceLayer,
  ...rest,
  layout,
  paint,
});

const between = (from: [number, number], to: [number, number]): ExpressionSpecification => [
  "interpolate",
  ["linear"],
  ["zoom"],
  from[0],
  from[1],
  to[0],
  to[1],
];

/** The basemap's labels, least important first: MapLibre places labels from the last layer back. */
export function nameLayers(p: Palette, language: Language, townImage: string): SymbolLayerSpecification[] {
  const arabic = isArabic(language);
  const name: ExpressionSpecification = ["coalesce", ["get", `name_${language}`], ["get", "name"]];
  const capitals: ExpressionSpecification = arabic ? name : ["upcase", name];
  // Arabic letters join; spacing would break the words.
  const spaced = (em: number): number => (arabic ? 0 : em);
  const halo = { "text-halo-color": p.halo, "text-halo-width": 1.4, "text-halo-blur": 0.4 };
  const home: ExpressionSpecification = ["in", ["get", "c"], ["literal", ["PK", "PAK"]]];
  const capital: ExpressionSpecification = [">", ["coalesce", ["get", "cap"], 0], 0];
  const city: ExpressionSpecification = ["<", ["get", "rank"], 4];

  return [
    label(
      "name-river",
      "river",
      {
        "symbol-placement": "line",
        "symbol-spacing": 400,
        "text-field": name,
        "text-font": font(language, "italic"),
        "text-size": 11,
        "text-letter-spacing": spaced(0.05),
      },
      { "text-color": p.riverName, ...halo },
      { minzoom: 6 },
    ),
    label(
      DISTRICT,
      "districtpt",
      {
        "text-field": capitals,
        "text-font": font(language, "regular"),
        "text-size": arabic ? 12 : 10.5,
        "text-letter-spacing": spaced(0.12),
        "text-max-width": 8,
      },
      { "text-color": p.district, ...halo },
      { minzoom: 6.6 },
    ),
    label(
      "name-landform",
      "phys",
      {
        "text-field": name,
        "text-font": font(language, "italic"),
        "text-size": between([4, 12], [8, 17]),
        "text-letter-spacing": spaced(0.14),
        "text-max-width": 7,
      },
      {
        "text-color": ["match", ["get", "kind"], "sea", p.seaName, p.landform],
        ...halo,
        "text-halo-width": 1,
      },
    ),
    label(
      "name-place",
      "place",
      {
        "text-field": name,
        "text-font": [
          "case",
          capital,
          ["literal", font(language, "bold")],
          ["literal", font(language, "regular")],
        ],
        "text-size": [
          "interpolate",
          ["linear"],
          ["zoom"],
          4,
          ["case", city, 12, 10.5],
          9,
          ["case", city, 17, 13],
        ],
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.45,
        "text-justify": "auto",
        "icon-image": townImage,
        "icon-size": ["case", capital, 1, 0.75],
        // Pakistan's towns before others of the same rank.
        "symbol-sort-key": ["-", ["get", "rank"], ["case", home, 2, 0]],
      },
      { "text-color": p.place, "text-opacity": ["case", home, 1, 0.72], ...halo },
      { minzoom: 4 },
    ),
    label(
      "name-province",
      "admin1pt",
      {
        "text-field": capitals,
        "text-font": font(language, "bold"),
        "text-size": between([5, 10.5], [8, 15]),
        "text-letter-spacing": spaced(0.16),
        "text-max-width": 8,
      },
      { "text-color": p.provinceName, ...halo },
      { minzoom: 4.6, maxzoom: 8, filter: ["==", ["get", "a3"], "PAK"] },
    ),
    label(
      "name-country",
      "country",
      {
        "text-field": capitals,
        "text-font": font(language, "bold"),
        "text-size": between([3, 11], [6, 18]),
        "text-letter-spacing": spaced(0.2),
        // Beside the middle if a marker is there.
        "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
        "text-radial-offset": 1.4,
      },
      { "text-color": p.countryName, ...halo },
      { maxzoom: 7 },
    ),
  ];
}
