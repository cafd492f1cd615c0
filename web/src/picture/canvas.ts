// Draws a picture on a canvas.

import { paint } from "../signs/paint";
import { fontOf, type Measure, type Piece, type Words } from "./pieces";
import type { Size } from "./sizes";

/** How wide words are, as a canvas draws them. */
export function measurer(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  return (words, style) => {
    if (context === null) return words.length * style.size * 0.6;
    context.font = fontOf(style);
    return context.measureText(words).width;
  };
}

/** `size` in pixels of the page and in pixels of the image. */
export async function pngOf(
  pieces: readonly Piece[],
  ground: CanvasImageSource,
  size: Pick<Size, "width" | "height" | "pixels">,
): Promise<Blob> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = size.pixels;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas of this size");
  context.scale(canvas.width / size.width, canvas.height / size.height);
  for (const piece of pieces) draw(context, piece, ground);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("no image")) : resolve(blob)), "image/png");
  });
}

function draw(context: CanvasRenderingContext2D, piece: Piece, ground: CanvasImageSource): void {
  context.save();
  if ("pieces" in piece) {
    if (piece.within !== undefined) {
      const { x, y, width, height } = piece.within;
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
    }
    context.translate(piece.at?.x ?? 0, piece.at?.y ?? 0);
    context.scale(piece.at?.scale ?? 1, piece.at?.scale ?? 1);
    for (const each of piece.pieces) draw(context, each, ground);
  } else if ("words" in piece) {
    write(context, piece);
  } else if ("shapes" in piece) {
    context.translate(piece.x, piece.y);
    context.scale(piece.scale, piece.scale);
    paint(context, piece.shapes);
  } else if ("ground" in piece) {
    const { x, y, width, height } = piece.ground;
    context.drawImage(ground, x, y, width, height);
  } else {
    const { x, y, width, height } = piece.box;
    context.fillStyle = piece.fill ?? "transparent";
    context.strokeStyle = piece.stroke ?? "transparent";
    context.fillRect(x, y, width, height);
    context.strokeRect(x, y, width, height);
  }
  context.restore();
}

function write(context: CanvasRenderingContext2D, piece: Words): void {
  const { words, x, y, align, rtl, halo } = piece;
  context.font = fontOf(piece);
  context.direction = rtl ? "rtl" : "ltr";
  context.textAlign = align === "middle" ? "center" : align;
  context.textBaseline = "alphabetic";
  if (halo !== undefined) {
    context.strokeStyle = halo.colour;
    context.lineWidth = halo.width;
    context.lineJoin = "round";
    context.strokeText(words, x, y);
  }
  context.fillStyle = piece.fill;
  context.fillText(words, x, y);
}
