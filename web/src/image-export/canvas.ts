// Draws an exported image on a canvas.

import { paint } from "../markers/paint";
import { fontOf, type Measure, type DrawItem, type TextItem } from "./items";
import type { Size } from "./sizes";

/** Measures text with a canvas. */
export function textMeasurer(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  return (text, style) => {
    if (context === null) return text.length * style.size * 0.6;
    context.font = fontOf(style);
    return context.measureText(text).width;
  };
}

export async function renderPng(
  items: readonly DrawItem[],
  basemap: CanvasImageSource,
  size: Pick<Size, "width" | "height" | "pixels">,
): Promise<Blob> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = size.pixels;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("the browser has no canvas of this size");
  context.scale(canvas.width / size.width, canvas.height / size.height);
  for (const item of items) draw(context, item, basemap);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("the canvas could not be encoded as PNG")) : resolve(blob)),
      "image/png",
    );
  });
}

function draw(context: CanvasRenderingContext2D, item: DrawItem, basemap: CanvasImageSource): void {
  context.save();
  if ("items" in item) {
    if (item.within !== undefined) {
      const { x, y, width, height } = item.within;
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
    }
    context.translate(item.at?.x ?? 0, item.at?.y ?? 0);
    context.scale(item.at?.scale ?? 1, item.at?.scale ?? 1);
    for (const each of item.items) draw(context, each, basemap);
  } else if ("text" in item) {
    write(context, item);
  } else if ("shapes" in item) {
    context.translate(item.x, item.y);
    context.scale(item.scale, item.scale);
    paint(context, item.shapes);
  } else if ("basemap" in item) {
    const { x, y, width, height } = item.basemap;
    context.drawImage(basemap, x, y, width, height);
  } else {
    const { x, y, width, height } = item.box;
    context.fillStyle = item.fill ?? "transparent";
    context.strokeStyle = item.stroke ?? "transparent";
    context.fillRect(x, y, width, height);
    context.strokeRect(x, y, width, height);
  }
  context.restore();
}

function write(context: CanvasRenderingContext2D, item: TextItem): void {
  const { text, x, y, align, rtl, halo } = item;
  context.font = fontOf(item);
  context.direction = rtl ? "rtl" : "ltr";
  context.textAlign = align === "middle" ? "center" : align;
  context.textBaseline = "alphabetic";
  if (halo !== undefined) {
    context.strokeStyle = halo.colour;
    context.lineWidth = halo.width;
    context.lineJoin = "round";
    context.strokeText(text, x, y);
  }
  context.fillStyle = item.fill;
  context.fillText(text, x, y);
}
