import type { Shape } from "./shapes";

/** Draws shapes on a canvas, as Sign.tsx does in SVG. */
export function paint(context: CanvasRenderingContext2D, shapes: readonly Shape[]): void {
  for (const shape of shapes) {
    if ("letters" in shape) {
      context.fillStyle = shape.fill;
      context.font = `600 ${shape.size}px "Noto Sans", sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "alphabetic";
      context.fillText(shape.letters, shape.at[0], shape.at[1] + 0.36 * shape.size);
      continue;
    }
    const path = new Path2D(shape.path);
    if (shape.fill !== undefined) {
      context.fillStyle = shape.fill;
      context.fill(path);
    }
    if (shape.stroke !== undefined) {
      context.strokeStyle = shape.stroke;
      context.lineWidth = shape.width ?? 1;
      context.lineCap = shape.cap ?? "butt";
      context.setLineDash([...(shape.dash ?? [])]);
      context.stroke(path);
    }
  }
}
