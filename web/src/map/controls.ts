import {
  AttributionControl,
  type IControl,
  type Map as GlMap,
  NavigationControl,
  ScaleControl,
} from "maplibre-gl";
import type { MapTextKey } from "../i18n/languages";

const CREDITS =
  '<a href="https://www.naturalearthdata.com" target="_blank" rel="noopener">Natural Earth</a> · ' +
  "GLOBE/ETOPO5 (NOAA) · " +
  '<a href="https://www.geonames.org" target="_blank" rel="noopener">GeoNames</a> CC BY';

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** MapLibre's own messages, which it reads when a control is added. */
export function locale(text: (key: MapTextKey) => string): Record<string, string> {
  return {
    "Map.Title": text("map.canvas"),
    "NavigationControl.ZoomIn": text("map.zoomIn"),
    "NavigationControl.ZoomOut": text("map.zoomOut"),
    "NavigationControl.ResetBearing": text("map.flat"),
    "AttributionControl.ToggleAttribution": text("map.credits"),
    "ScaleControl.Meters": text("map.metres"),
    "ScaleControl.Kilometers": text("map.kilometres"),
  };
}

/** Buttons, scale bar and credits. Call `show` again when the language changes. */
export class Controls {
  private shown: IControl[] = [];

  constructor(private readonly map: GlMap) {
    // When the map becomes narrow, MapLibre expands the credits in a listener of the same event.
    map.on("resize", () => queueMicrotask(this.fold));
  }

  show(text: (key: MapTextKey) => string): void {
    this.hide();
    this.map.getCanvas().setAttribute("aria-label", text("map.canvas"));
    // MapLibre copies the messages once; later controls read them from here.
    Object.assign(this.map._locale, locale(text));
    this.add(new NavigationControl({ visualizePitch: true }), "top-right");
    this.add(new ScaleControl({ maxWidth: 120 }), "bottom-left");
    this.add(
      new AttributionControl({ customAttribution: [escape(text("map.boundaries")), CREDITS] }),
      "bottom-right",
    );
    this.fold();
    if (!this.map.loaded()) void this.map.once("load", this.fold);
  }

  /** Collapses the credits on a narrow map, a quarter of which they would cover. */
  private readonly fold = (): void => {
    const credits = this.map.getContainer().querySelector(".maplibregl-ctrl-attrib.maplibregl-compact");
    credits?.classList.remove("maplibregl-compact-show");
  };

  hide(): void {
    for (const control of this.shown) this.map.removeControl(control);
    this.shown = [];
  }

  private add(control: IControl, place: "top-right" | "bottom-left" | "bottom-right"): void {
    this.map.addControl(control, place);
    this.shown.push(control);
  }
}
