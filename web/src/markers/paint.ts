import { angleOf, type Arc, isWhole, type Shape } from "./shapes";

function canvasPath(shape: string | Arc): Path2D {
  if (typeof shape === "string") return new Path2D(shape);
  // Built from numbers, several times as fast as formatting and parsing an SVG path.
  const { radius, from, to, middle } = shape;
  const path = new Path2D();
  path.arc(middle, middle, radius, angleOf(from), angleOf(to));
  if (isWhole(shape)) path.closePath();
  return path;
}

/** Draws shapes on a canvas, as Marker.tsx does in SVG. */
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
    const path = canvasPath(shape.path);
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
