import type { Site } from "../api/types";
import { minerals } from "../state/atlas";
import { type Meaning, meaningOf } from "./meaning";
import { svgPath, type Shape, SIDE, siteShapes } from "./shapes";

/** A site's sign. What it says stands beside it in words, so screen readers skip it. */
export function SiteSign({ site }: { site: Site }) {
  return <Sign meaning={meaningOf(site, minerals.value)} />;
}

export function Sign({ meaning }: { meaning: Meaning }) {
  return <Shapes shapes={siteShapes(meaning)} side={SIDE} />;
}

export function Shapes({ shapes, side }: { shapes: readonly Shape[]; side: number }) {
  return (
    <svg class="site-sign" viewBox={`0 0 ${side} ${side}`} aria-hidden="true" focusable="false">
      <Drawn shapes={shapes} />
    </svg>
  );
}

/** Shapes within a larger drawing. */
export function Drawn({ shapes }: { shapes: readonly Shape[] }) {
  return (
    <>
      {shapes.map((shape, nth) =>
        "letters" in shape ? (
          <text
            key={nth}
            x={shape.at[0]}
            y={shape.at[1]}
            dy="0.36em"
            font-size={shape.size}
            fill={shape.fill}
            text-anchor="middle"
          >
            {shape.letters}
          </text>
        ) : (
          <path
            key={nth}
            d={typeof shape.path === "string" ? shape.path : svgPath(shape.path)}
            fill={shape.fill ?? "none"}
            stroke={shape.stroke}
            stroke-width={shape.width}
            stroke-dasharray={shape.dash?.join(" ")}
            stroke-linecap={shape.cap}
          />
        ),
      )}
    </>
  );
}
