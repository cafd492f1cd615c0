import type { Site } from "../api/types";
import { minerals } from "../state/atlas";
import { type MarkerSpec, markerSpec } from "../markers/spec";
import { svgPath, type Shape, SIDE, siteShapes } from "../markers/shapes";

/** A site's marker. The text beside it says the same, so screen readers skip it. */
export function SiteMarker({ site }: { site: Site }) {
  return <Marker spec={markerSpec(site, minerals.value)} />;
}

export function Marker({ spec }: { spec: MarkerSpec }) {
  return <Shapes shapes={siteShapes(spec)} side={SIDE} />;
}

export function Shapes({ shapes, side }: { shapes: readonly Shape[]; side: number }) {
  return (
    <svg class="site-marker" viewBox={`0 0 ${side} ${side}`} aria-hidden="true" focusable="false">
      <ShapeGroup shapes={shapes} />
    </svg>
  );
}

/** Shapes within a larger drawing. */
export function ShapeGroup({ shapes }: { shapes: readonly Shape[] }) {
  return (
    <>
      {shapes.map((shape, index) =>
        "letters" in shape ? (
          <text
            key={index}
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
            key={index}
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
