import type { Signal } from "@preact/signals";
import type { LngLatBoundsLike, Map as GlMap, MapOptions } from "maplibre-gl";
import type { Box } from "../api/types";
import type { MapInputs, View } from "./types";

/** A view as MapLibre's camera options. */
export function cameraOf({ zoom, lat, lon, bearing = 0, pitch = 0 }: View) {
  return { center: [lon, lat] as [number, number], zoom, bearing, pitch };
}

const PAKISTAN: Box = [60.8, 23.5, 77.9, 37.2];
/** The relief ends at 90° E; the other sides are slightly beyond the vector data. */
const BOUNDS: LngLatBoundsLike = [50, 12.5, 90, 46.5];
/** The whole country fits a phone in portrait. */
const MIN_ZOOM = 3.6;
const MAX_ZOOM = 12;
/** Enough for clusters of close sites to split. */
const MAX_ZOOM_TILED = 18;
/** The limit of Web Mercator. */
const MAX_LATITUDE = 85;
/** The highest zoom for framing a site: beyond it, the basemap shows no context. */
const CLOSE = 9.2;

type Sites = Pick<MapInputs, "tiles" | "extent">;

/** The initial view: the country, or all sites of a large atlas. */
export function homeOf({ tiles, extent }: Sites): Box {
  if (tiles.peek() === null) return PAKISTAN;
  const [west, south, east, north] = extent.peek() ?? [-180, -60, 180, 75];
  return [west, Math.max(south, -MAX_LATITUDE), east, Math.min(north, MAX_LATITUDE)];
}

/** Where the map can go: within the basemap, or anywhere for a large atlas. */
export function limits({ tiles }: Sites): Pick<MapOptions, "minZoom" | "maxZoom" | "maxBounds"> {
  if (tiles.peek() !== null) return { minZoom: 0, maxZoom: MAX_ZOOM_TILED };
  return { minZoom: MIN_ZOOM, maxZoom: MAX_ZOOM, maxBounds: BOUNDS };
}

/** The current view, rounded to digits that still make a visible difference. */
export function viewOf(map: GlMap): View {
  const round = (value: number, digits: number): number => Number(value.toFixed(digits));
  const { lng, lat } = map.getCenter();
  const flat = { zoom: round(map.getZoom(), 2), lat: round(lat, 4), lon: round(lng, 4) };
  const [bearing, pitch] = [round(map.getBearing(), 1), round(map.getPitch(), 1)];
  return bearing === 0 && pitch === 0 ? flat : { ...flat, bearing, pitch };
}

const samePlace = (a: View, b: View): boolean => a.zoom === b.zoom && a.lat === b.lat && a.lon === b.lon;

const sameView = (a: View, b: View): boolean =>
  samePlace(a, b) && a.bearing === b.bearing && a.pitch === b.pitch;

export function reducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Keeps the map's view and the page's view in sync. */
export class Camera {
  /** The last view that both sides agreed on. */
  private lastView: View;
  private applying = false;
  /** Frames the last framed box again; null once the reader has moved the map. */
  private reframe: (() => void) | null = null;

  constructor(
    private readonly map: GlMap,
    private readonly view: Signal<View | null>,
    private readonly whole: Box,
  ) {
    this.lastView = viewOf(map);
    map.on("moveend", this.report);
    map.on("movestart", ({ originalEvent }) => {
      if (originalEvent !== undefined) this.release();
    });
    // For instance when a panel opens beside it and covers part of what was framed.
    map.on("resize", () => {
      if (this.reframe === null) return;
      this.withoutReporting(() => this.map.stop());
      this.reframe();
    });
  }

  /** Stops keeping the last framed box in view. */
  release(): void {
    this.reframe = null;
  }

  private readonly report = (): void => {
    if (this.applying) return;
    const current = viewOf(this.map);
    if (sameView(current, this.lastView)) return;
    this.lastView = current;
    this.view.value = current;
  };

  /** Goes to a view of the page; returns false if the map is there already. */
  follow(view: View | null): boolean {
    if (view === null || sameView(view, this.lastView)) return false;
    this.release();
    const turns = samePlace(view, this.lastView) && !reducedMotion();
    this.withoutReporting(() => {
      if (turns) this.map.easeTo({ ...cameraOf(view), duration: 700 });
      else this.map.jumpTo(cameraOf(view));
    });
    return true;
  }

  /** Shows the whole atlas, without changing the page's view. */
  home(): void {
    this.release();
    this.withoutReporting(() => {
      this.map.fitBounds(this.whole, { padding: this.margin(0.03), animate: false });
    });
  }

  /** Brings a box into view and keeps it there until the reader moves the map. */
  frame(box: Box, margin = 0.2): void {
    // Never zoom out from a closer view.
    const maxZoom = Math.max(CLOSE, this.map.getZoom());
    this.reframe = () => {
      const padding = this.margin(margin);
      this.map.fitBounds(box, { padding, maxZoom, animate: !reducedMotion(), duration: 900 });
    };
    this.reframe();
  }

  approach(center: [number, number], zoom: number): void {
    this.release();
    this.map.easeTo({ center, zoom, animate: !reducedMotion(), duration: 500 });
  }

  /** Moves the map without reporting it to the page, including the end of a movement that this stops. */
  private withoutReporting(move: () => void): void {
    this.applying = true;
    move();
    this.applying = false;
    this.lastView = viewOf(this.map);
  }

  private margin(share: number): number {
    const { clientWidth, clientHeight } = this.map.getContainer();
    return Math.round(Math.min(clientWidth, clientHeight) * share);
  }
}
