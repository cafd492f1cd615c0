// The page's address holds its state: filters, the open site, the map's view and the language. Pure functions.

import { type Filters, fromParameters, toParameters } from "./filters";

export interface View {
  zoom: number;
  lat: number;
  lon: number;
}

export type Language = "en" | "ur";

export interface Address {
  readonly filters: Filters;
  readonly site: string | null;
  readonly view: View | null;
  /** Null where the reader has not chosen one. */
  readonly language: Language | null;
}

export function parseView(text: string | null): View | null {
  const parts = (text ?? "").split("/");
  const [zoom, lat, lon] = parts.map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (parts.length !== 3 || zoom === undefined || lat === undefined || lon === undefined) return null;
  const inside = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return inside ? { zoom, lat, lon } : null;
}

/** Four decimals are 11 m: finer than any view needs. */
export function formatView({ zoom, lat, lon }: View): string {
  const short = (number: number, decimals: number): string => String(Number(number.toFixed(decimals)));
  return `${short(zoom, 2)}/${short(lat, 4)}/${short(lon, 4)}`;
}

export function parseAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  const language = parameters.get("lang");
  return {
    filters: fromParameters(parameters),
    site: parameters.get("site") || null,
    view: parseView(parameters.get("map")),
    language: language === "en" || language === "ur" ? language : null,
  };
}

/** The query string, with its `?` where it is not empty. Commas and slashes stay readable. */
export function formatAddress({ filters, site, view, language }: Address): string {
  const parameters = toParameters(filters);
  if (site !== null) parameters.set("site", site);
  if (view !== null) parameters.set("map", formatView(view));
  if (language !== null) parameters.set("lang", language);
  const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return text === "" ? "" : `?${text}`;
}
