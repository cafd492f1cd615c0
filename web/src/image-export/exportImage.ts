// Creates an image of what the map shows, in the browser; nothing is sent anywhere.

import { signal } from "@preact/signals";
import type { Rect } from "../map/snapshot/labelPlacement";
import type { SnapshotSize } from "../map/snapshot/snapshot";
import { type Visible } from "../map/types";
import { mapInputs } from "../map-pane/inputs";
import { language } from "../i18n";
import { selectedId } from "../state/page";
import { visible } from "../state/map";
import { textMeasurer, renderPng } from "./canvas";
import { dataUrl, fontFaceRules, loadFonts } from "./fonts";
import { compose, planLayout } from "./layout";
import { imageTheme } from "./theme";
import { textsIn } from "./items";
import { withResolution } from "./png";
import { dpiOf, type Size } from "./sizes";
import { renderSvg } from "./svg";
import { imageText } from "./imageText";

export interface ExportOptions {
  readonly format: "png" | "svg";
  readonly size: Size;
  readonly dark: boolean;
}

export interface ExportedImage {
  readonly blob: Blob;
  readonly file: string;
  /** The map's resolution, if lower than requested because of WebGL's limits. */
  readonly reducedDpi: number | null;
}

/** JPEG quality of the basemap, without visible loss. */
const JPEG = 0.93;

/** The map is drawn at screen scale, or smaller if there is less room, but not so small that it cannot be read. */
const SMALLEST = 0.75;

function snapshotSize({ width, height }: Rect, { size: screen }: Visible, { ratio }: Size): SnapshotSize {
  const fit = Math.min(width / screen.width, height / screen.height);
  const scale = Math.min(1, Math.max(SMALLEST, fit));
  const [across, down] = [Math.round(width / scale), Math.round(height / scale)];
  return { width: across, height: down, ratio: (ratio * width) / across };
}

export async function exportImage({ format, size, dark }: ExportOptions): Promise<ExportedImage> {
  const now = visible.peek();
  if (now === null) throw new Error("the page has no map to export");
  const today = new Date().toISOString().slice(0, 10);
  const theme = imageTheme(dark);
  const text = imageText(now.view, today);
  await loadFonts(Object.values(text).map(String));
  const measure = textMeasurer();
  const planned = planLayout(size, text, theme, measure);
  const { takeSnapshot } = await import("../map");
  const frame = snapshotSize(planned.map, now, size);
  const drawn = await takeSnapshot({ ...mapInputs, dark: signal(dark) }, now.box, frame);
  const items = compose(planned, drawn, text, theme, measure);
  const dpi = dpiOf({ ratio: drawn.basemap.width / planned.map.width });
  return {
    blob: format === "png" ? await png() : await svg(),
    file: `oreatlas-${selectedId.peek() ?? "map"}-${today}.${format}`,
    reducedDpi: dpi < dpiOf(size) - 1 ? dpi : null,
  };

  async function png(): Promise<Blob> {
    const blob = await renderPng(items, drawn.basemap, size);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return new Blob([withResolution(bytes, dpiOf(size))], { type: blob.type });
  }

  async function svg(): Promise<Blob> {
    const image = await new Promise<Blob | null>((resolve) =>
      drawn.basemap.toBlob(resolve, "image/jpeg", JPEG),
    );
    if (image === null) throw new Error("the basemap could not be encoded as JPEG");
    const about = {
      title: text.title,
      description: [text.about, text.url, text.dates, text.credits].join("\n"),
      language: language.peek(),
      faces: await fontFaceRules(textsIn(items)),
    };
    return renderSvg(items, await dataUrl(image), size, about);
  }
}
