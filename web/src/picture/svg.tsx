// Draws a picture as SVG: all but the ground as lines and letters.

import { render } from "preact";
import { Drawn } from "../signs/Sign";
import { familyOf, type Named, type Piece, type Words } from "./pieces";
import { PER_INCH, type Size } from "./sizes";

interface About {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** The `@font-face` rules of the letters in it. */
  readonly faces: string;
}

const SVG = "http://www.w3.org/2000/svg";

export function svgOf(pieces: readonly Piece[], ground: string, size: Size, about: About): Blob {
  const root = document.createElementNS(SVG, "svg");
  const inches = (pixels: number): string => `${Number((pixels / PER_INCH).toFixed(4))}in`;
  root.setAttribute("width", inches(size.width));
  root.setAttribute("height", inches(size.height));
  root.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  root.setAttribute("lang", about.language);
  render(
    <>
      <title>{about.title}</title>
      <desc>{about.description}</desc>
      <style>{about.faces}</style>
      {pieces.map((piece, nth) => (
        <Drawing key={nth} piece={piece} ground={ground} />
      ))}
    </>,
    root,
  );
  const text = new XMLSerializer().serializeToString(root);
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: "image/svg+xml" });
}

function Drawing({ piece, ground }: { piece: Piece; ground: string }) {
  if ("words" in piece) return <Text piece={piece} />;
  if ("ground" in piece) return <image href={ground} {...piece.ground} preserveAspectRatio="none" />;
  if ("shapes" in piece) {
    return (
      <g
        transform={`translate(${piece.x} ${piece.y}) scale(${piece.scale})`}
        font-family={familyOf({ size: 0, weight: 600, face: "map" })}
        font-weight={600}
      >
        <Drawn shapes={piece.shapes} />
      </g>
    );
  }
  if ("box" in piece) return <rect {...piece.box} fill={piece.fill ?? "none"} stroke={piece.stroke} />;
  return <Group piece={piece} ground={ground} />;
}

function Group({ piece: { name, within, at, pieces }, ground }: { piece: Named; ground: string }) {
  const transform = at && `translate(${at.x} ${at.y}) scale(${at.scale})`;
  return (
    <g id={name} clip-path={within && `url(#${name}-box)`} transform={transform}>
      {within !== undefined && (
        <clipPath id={`${name}-box`}>
          <rect {...within} />
        </clipPath>
      )}
      {pieces.map((each, nth) => (
        <Drawing key={nth} piece={each} ground={ground} />
      ))}
    </g>
  );
}

function Text({ piece }: { piece: Words }) {
  const { words, x, y, align, rtl, size, weight, fill, halo } = piece;
  // From the right, a line begins where one from the left ends.
  const anchor = align === "middle" ? "middle" : (align === "left") === rtl ? "end" : "start";
  const outline = halo && {
    stroke: halo.colour,
    "stroke-width": halo.width,
    "stroke-linejoin": "round" as const,
    "paint-order": "stroke",
  };
  return (
    <text
      {...{ x, y, fill, ...outline }}
      font-family={familyOf(piece)}
      font-size={size}
      font-weight={weight}
      text-anchor={anchor}
      direction={rtl ? "rtl" : "ltr"}
    >
      {words}
    </text>
  );
}
