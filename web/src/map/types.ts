// What the page and its map exchange.

import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Box, Mineral, Site } from "../api/types";
import type { Language, MapTextKey } from "../i18n/languages";
import type { MapSymbol } from "../markers/mapSymbols";

export type { Map as GlMap } from "maplibre-gl";

/** Where the camera is. */
export interface View {
  zoom: number;
  lat: number;
  lon: number;
  /** Rotation in degrees clockwise from north; left out if north is up. */
  bearing?: number;
  /** Tilt in degrees from straight down; left out if flat. */
  pitch?: number;
}

/** What the map shows while at rest. */
export interface Visible {
  readonly box: Box;
  readonly view: View;
  /** Of the map, in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  readonly symbols: ReadonlySet<MapSymbol>;
  /** The sites it draws, inside the box and outside; empty if the server's tiles draw them. */
  readonly sites: readonly Site[];
}

export interface MapInputs {
  /** The sites in memory. */
  sites: ReadonlySignal<readonly Site[]>;
  /** Those that pass the filters, which the map draws. */
  shown: ReadonlySignal<readonly Site[]>;
  /** Sites that it draws as small dots only. */
  dimmed: ReadonlySignal<readonly Site[]>;
  /** The sites of the open record, which are brought into view; null if no record with sites is open. */
  answer: ReadonlySignal<readonly Site[] | null>;
  /** Whether outlines as large as provinces are drawn like the others. */
  answers: ReadonlySignal<boolean>;
  /** The filters for the server's vector tiles; null if the page draws all sites itself. */
  tiles: ReadonlySignal<string | null>;
  /** The bounding box of the sites in vector tiles. */
  extent: ReadonlySignal<Box | null>;
  /** The circle searched for nearby sites; null if there is none. */
  nearArea: ReadonlySignal<{ origin: { position: [number, number] }; radiusM: number } | null>;
  /** Whether the reader searches for nearby sites, even if the origin has not loaded. */
  hasNear: ReadonlySignal<boolean>;
  serverUnreachable: ReadonlySignal<boolean>;
  /** Points being measured between; null while nothing is measured. A click adds one. */
  measured: Signal<readonly [number, number][] | null>;
  minerals: ReadonlySignal<ReadonlyMap<string, Mineral>>;
  selected: ReadonlySignal<string | null>;
  hovered: Signal<string | null>;
  language: ReadonlySignal<Language>;
  dark: ReadonlySignal<boolean>;
  /** Written by the map when the reader moves it, by the page when its URL changes. */
  view: Signal<View | null>;
  /** Written by the map. */
  visible: Signal<Visible | null>;
  /** Written by the map: false once it is at rest. */
  drawing: Signal<boolean>;
  select(id: string): void;
  /** Called on a right click or a long touch. */
  showNear(at: [number, number]): void;
  text(key: MapTextKey): string;
}

export interface AtlasMap {
  destroy(): void;
  /** Brings all sites that pass the filters into view. */
  fitShown(): void;
}
