// The fact sheet's locator map.

import { signal } from "@preact/signals";
import type { Site } from "../api/types";
import { messages, t } from "../i18n";
import { mapInputs } from "../map-pane/inputs";
import { textMeasurer, renderPng } from "../image-export/canvas";
import { imageTheme } from "../image-export/theme";
import { mapItems } from "../image-export/map";

/** In CSS pixels: 62 mm by 46 mm. */
const SIZE = { width: 234, height: 174 };
const RATIO = 3;

/** The minimum width in degrees of longitude: a smaller map shows no familiar place. */
const LEAST = 5;

export async function locatorOf(site: Site): Promise<Blob | null> {
  const { siteExtent, takeSnapshot } = await import("../map");
  const own = siteExtent(site);
  if (own === null) return null;
  const [west, south, east, north] = own;
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const half = Math.max(LEAST, (east - west) * 1.3) / 2;
  const tall = Math.max(half * 0.6, (north - south) * 0.65);
  const inputs = { ...mapInputs, dark: signal(false), selected: signal(site.id), shown: signal([site]) };
  const drawn = await takeSnapshot(inputs, [lon - half, lat - tall, lon + half, lat + tall], {
    ...SIZE,
    ratio: RATIO,
  });
  const words = { north: t("image.north"), rtl: messages.peek().direction === "rtl" };
  const at = { x: 0, y: 0, ...SIZE };
  const items = mapItems(drawn, at, words, imageTheme(false), textMeasurer());
  const pixels = [SIZE.width * RATIO, SIZE.height * RATIO] as const;
  // A map this small needs no north arrow.
  return renderPng(
    items.filter((item) => !("items" in item && item.name === "north")),
    drawn.basemap,
    { ...SIZE, pixels },
  );
}
