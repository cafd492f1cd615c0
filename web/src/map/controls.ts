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

/** The map's own words; MapLibre reads them when a control is added. */
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

/** Buttons, scale and credits in the language of the moment; call again when it changes. */
export class Controls {
  private shown: IControl[] = [];

  constructor(private readonly map: GlMap) {
    // The library opens the credits anew when a panel makes the map narrow, in a listener of the same event.
    map.on("resize", () => queueMicrotask(this.fold));
  }

  show(text: (key: MapTextKey) => string): void {
    this.hide();
    this.map.getCanvas().setAttribute("aria-label", text("map.canvas"));
    // MapLibre copies its words once; a control made later reads the newer ones from here.
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

  /** On a narrow map the credits begin as a button: open, they would cover a quarter of it. */
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
