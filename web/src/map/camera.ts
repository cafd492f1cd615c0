import type { Signal } from "@preact/signals";
import type { LngLatBoundsLike, Map as GlMap, MapOptions } from "maplibre-gl";
import type { Box, MapInputs, View } from "./types";

/** Where a map stands that shows a view. */
export function cameraOf({ zoom, lat, lon, bearing = 0, pitch = 0 }: View) {
  return { center: [lon, lat] as [number, number], zoom, bearing, pitch };
}

const PAKISTAN: Box = [60.8, 23.5, 77.9, 37.2];
/** The relief ends at 90° E; the other sides lie a little beyond the vector data. */
const BOUNDS: LngLatBoundsLike = [50, 12.5, 90, 46.5];
/** At this zoom the whole country fits a phone held upright. */
const MIN_ZOOM = 3.6;
const MAX_ZOOM = 12;
/** Clusters fall apart where sites are near each other. */
const MAX_ZOOM_TILED = 18;
/** Where Web Mercator ends. */
const MAX_LATITUDE = 85;
/** Framing a small circle stops here: nearer, the basemap has nothing left to tell where it lies. */
const CLOSE = 9.2;

type Sites = Pick<MapInputs, "tiles" | "extent">;

/** What the map shows at first: the country, or all the sites of a larger atlas. */
export function homeOf({ tiles, extent }: Sites): Box {
  if (tiles.peek() === null) return PAKISTAN;
  const [west, south, east, north] = extent.peek() ?? [-180, -60, 180, 75];
  return [west, Math.max(south, -MAX_LATITUDE), east, Math.min(north, MAX_LATITUDE)];
}

/** How far the map goes: with the basemap, or with the sites of a larger atlas, round the world. */
export function limits({ tiles }: Sites): Pick<MapOptions, "minZoom" | "maxZoom" | "maxBounds"> {
  if (tiles.peek() !== null) return { minZoom: 0, maxZoom: MAX_ZOOM_TILED };
  return { minZoom: MIN_ZOOM, maxZoom: MAX_ZOOM, maxBounds: BOUNDS };
}

/** The place where someone reads the URL: finer digits than these move nothing on the screen. */
export function viewOf(map: GlMap): View {
  const round = (value: number, digits: number): number => Number(value.toFixed(digits));
  const { lng, lat } = map.getCenter();
  const flat = { zoom: round(map.getZoom(), 2), lat: round(lat, 4), lon: round(lng, 4) };
  const [bearing, pitch] = [round(map.getBearing(), 1), round(map.getPitch(), 1)];
  return bearing === 0 && pitch === 0 ? flat : { ...flat, bearing, pitch };
}

const samePlace = (a: View, b: View): boolean => a.zoom === b.zoom && a.lat === b.lat && a.lon === b.lon;

const same = (a: View, b: View): boolean => samePlace(a, b) && a.bearing === b.bearing && a.pitch === b.pitch;

export function reducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Keeps the map's view and the page's view the same, whichever of them moves. */
export class Camera {
  /** The view both sides know; what equals it is no news and goes nowhere. */
  private known: View;
  private applying = false;
  /** Leads the map anew to what it was led to; null once somebody moved it away. */
  private again: (() => void) | null = null;

  constructor(
    private readonly map: GlMap,
    private readonly view: Signal<View | null>,
    private readonly whole: Box,
  ) {
    this.known = viewOf(map);
    map.on("moveend", this.tell);
    map.on("movestart", ({ originalEvent }) => {
      if (originalEvent !== undefined) this.release();
    });
    // As when a panel opens beside it: what is framed for the former size is half below the panel.
    map.on("resize", () => {
      if (this.again === null) return;
      this.quietly(() => this.map.stop());
      this.again();
    });
  }

  /** What was framed is no longer kept in the middle. */
  release(): void {
    this.again = null;
  }

  private readonly tell = (): void => {
    if (this.applying) return;
    const now = viewOf(this.map);
    if (same(now, this.known)) return;
    this.known = now;
    this.view.value = now;
  };

  /** True if `view` came from outside and the map went there. */
  follow(view: View | null): boolean {
    if (view === null || same(view, this.known)) return false;
    this.release();
    const turns = samePlace(view, this.known) && !reducedMotion();
    this.quietly(() => {
      if (turns) this.map.easeTo({ ...cameraOf(view), duration: 700 });
      else this.map.jumpTo(cameraOf(view));
    });
    return true;
  }

  /** Back to the whole atlas, without a word to the page. */
  home(): void {
    this.release();
    this.quietly(() => {
      this.map.fitBounds(this.whole, { padding: this.margin(0.03), animate: false });
    });
  }

  /** Brings a box into view, and keeps it there until somebody moves the map. */
  frame(box: Box, margin = 0.2): void {
    // Someone who is already closer stays as close.
    const maxZoom = Math.max(CLOSE, this.map.getZoom());
    this.again = () => {
      const padding = this.margin(margin);
      this.map.fitBounds(box, { padding, maxZoom, animate: !reducedMotion(), duration: 900 });
    };
    this.again();
  }

  approach(center: [number, number], zoom: number): void {
    this.release();
    this.map.easeTo({ center, zoom, animate: !reducedMotion(), duration: 500 });
  }

  /** Stopping a movement ends it, which is not news either while the page leads. */
  private quietly(move: () => void): void {
    this.applying = true;
    move();
    this.applying = false;
    this.known = viewOf(this.map);
  }

  private margin(share: number): number {
    const { clientWidth, clientHeight } = this.map.getContainer();
    return Math.round(Math.min(clientWidth, clientHeight) * share);
  }
}
