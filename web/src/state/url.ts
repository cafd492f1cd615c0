// The page's state in its URL: filters, view, open record, camera and language. Pure.

import { type Language, LANGUAGES } from "../i18n/languages";
import { type Preference, PREFERENCES, DEFAULT_PREFERENCE } from "../claims/ranking";
import { type View } from "../map/types";
import { type Filters, fromParameters, toParameters } from "./filters";
import { formatRef, parseRef, type RecordRef } from "./ref";

export type { View };

/** The page's views: the list with the map (`sites`), or one of its own. */
export const SCREENS = ["sites", "agreements", "disagreements", "charts", "compare"] as const;

export type Screen = (typeof SCREENS)[number];

export interface PageState {
  readonly filters: Filters;
  readonly screen: Screen;
  /** The only kind of agreement or disagreement to show. */
  readonly kind: string | null;
  readonly openRef: RecordRef | null;
  readonly near: Near | null;
  /** The sites being compared, in the order of choosing. */
  readonly compared: readonly string[];
  /** Which of rival claims are shown first. */
  readonly prefer: Preference;
  readonly view: View | null;
  /** Null unless the reader has chosen one. */
  readonly language: Language | null;
  /** Whether another page embeds this one, which then shows the map only. */
  readonly embed: boolean;
}

/** Parses `zoom/lat/lon`, with `/bearing/pitch` if the map is turned or tilted. */
export function parseView(text: string | null): View | null {
  const parts = (text ?? "").split("/");
  const [zoom, lat, lon, ...turned] = parts.map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  const inside = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (!inside) return null;
  if (turned.length === 0) return { zoom, lat, lon };
  const [bearing, pitch] = turned;
  if (turned.length !== 2 || bearing === undefined || pitch === undefined) return null;
  return Math.abs(bearing) <= 180 && pitch >= 0 && pitch <= 90 ? { zoom, lat, lon, bearing, pitch } : null;
}

/** Four decimals are 11 m, finer than any view needs. */
export function formatView({ zoom, lat, lon, bearing = 0, pitch = 0 }: View): string {
  const short = (number: number, decimals: number): string => String(Number(number.toFixed(decimals)));
  const turned = bearing === 0 && pitch === 0 ? "" : `/${short(bearing, 1)}/${short(pitch, 1)}`;
  return `${short(zoom, 2)}/${short(lat, 4)}/${short(lon, 4)}${turned}`;
}

/** A search around a site's id, or around a longitude and latitude. */
export interface Near {
  readonly from: string | [number, number];
  readonly km: number;
}

/** The default radius. */
export const NEAR_KM = 50;

/** Parses `reko-diq/50`, or `29.13/62.06/50` with the latitude first, as in the map's view. */
function parseNear(text: string | null): Near | null {
  const parts = (text ?? "").split("/");
  const km = Number(parts.at(-1));
  if (!(km > 0 && km <= 2000)) return null;
  if (parts.length === 2) return parts[0] ? { from: parts[0], km } : null;
  const [lat, lon] = parts.map(Number);
  if (parts.length !== 3 || lat === undefined || lon === undefined || parts[0] === "" || parts[1] === "")
    return null;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { from: [lon, lat], km } : null;
}

function formatNear({ from, km }: Near): string {
  return `${typeof from === "string" ? from : `${from[1]}/${from[0]}`}/${km}`;
}

/** More columns could not be read side by side. */
export const MAX_COMPARED = 4;

/** Parses comma-separated ids, without duplicates. */
function ids(text: string | null): string[] {
  const all = (text ?? "").split(",").map((id) => id.trim());
  return [...new Set(all.filter((id) => id !== ""))];
}

export function parsePageState(search: string): PageState {
  const parameters = new URLSearchParams(search);
  const language = parameters.get("lang");
  const site = parameters.get("site") || null;
  const screen = SCREENS.find((known) => known === parameters.get("view")) ?? "sites";
  return {
    filters: fromParameters(parameters),
    screen,
    kind: screen === "sites" ? null : parameters.get("only") || null,
    openRef: site === null ? parseRef(parameters.get("open")) : { kind: "site", id: site },
    near: parseNear(parameters.get("near")),
    compared: ids(parameters.get("compare")).slice(0, MAX_COMPARED),
    prefer: PREFERENCES.find((known) => known === parameters.get("prefer")) ?? DEFAULT_PREFERENCE,
    view: parseView(parameters.get("map")),
    language: LANGUAGES.find((known) => known === language) ?? null,
    embed: parameters.get("embed") === "1",
  };
}

/** The query string, with `?` unless empty. Commas, colons and slashes stay readable. */
export function formatPageState({
  filters,
  screen,
  kind,
  openRef,
  near,
  compared,
  prefer,
  view,
  language,
  embed,
}: PageState): string {
  const parameters = toParameters(filters);
  if (screen !== "sites") parameters.set("view", screen);
  if (screen !== "sites" && kind !== null) parameters.set("only", kind);
  if (openRef?.kind === "site") parameters.set("site", openRef.id);
  else if (openRef !== null) parameters.set("open", formatRef(openRef));
  if (near !== null) parameters.set("near", formatNear(near));
  if (compared.length > 0) parameters.set("compare", compared.join(","));
  if (prefer !== DEFAULT_PREFERENCE) parameters.set("prefer", prefer);
  if (view !== null) parameters.set("map", formatView(view));
  if (language !== null) parameters.set("lang", language);
  if (embed) parameters.set("embed", "1");
  const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}
