// Draws an exported image as SVG: everything but the basemap as shapes and text.

import { render } from "preact";
import { ShapeGroup } from "../common/Marker";
import { familyOf, type GroupItem, type DrawItem, type TextItem } from "./items";
import { PER_INCH, type Size } from "./sizes";

interface About {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** `@font-face` rules. */
  readonly faces: string;
}

const SVG = "http://www.w3.org/2000/svg";

export function renderSvg(items: readonly DrawItem[], basemap: string, size: Size, about: About): Blob {
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
      {items.map((item, index) => (
        <Drawing key={index} item={item} basemap={basemap} />
      ))}
    </>,
    root,
  );
  const text = new XMLSerializer().serializeToString(root);
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: "image/svg+xml" });
}

function Drawing({ item, basemap }: { item: DrawItem; basemap: string }) {
  if ("text" in item) return <Text item={item} />;
  if ("basemap" in item) return <image href={basemap} {...item.basemap} preserveAspectRatio="none" />;
  if ("shapes" in item) {
    return (
      <g
        transform={`translate(${item.x} ${item.y}) scale(${item.scale})`}
        font-family={familyOf({ size: 0, weight: 600, face: "map" })}
        font-weight={600}
      >
        <ShapeGroup shapes={item.shapes} />
      </g>
    );
  }
  if ("box" in item) return <rect {...item.box} fill={item.fill ?? "none"} stroke={item.stroke} />;
  return <Group item={item} basemap={basemap} />;
}

function Group({ item: { name, within, at, items }, basemap }: { item: GroupItem; basemap: string }) {
  const transform = at && `translate(${at.x} ${at.y}) scale(${at.scale})`;
  return (
    <g id={name} clip-path={within && `url(#${name}-box)`} transform={transform}>
      {within !== undefined && (
        <clipPath id={`${name}-box`}>
          <rect {...within} />
        </clipPath>
      )}
      {items.map((each, index) => (
        <Drawing key={index} item={each} basemap={basemap} />
      ))}
    </g>
  );
}

function Text({ item }: { item: TextItem }) {
  const { text, x, y, align, rtl, size, weight, fill, halo } = item;
  // `text-anchor` follows the writing direction.
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
      font-family={familyOf(item)}
      font-size={size}
      font-weight={weight}
      text-anchor={anchor}
      direction={rtl ? "rtl" : "ltr"}
    >
      {text}
    </text>
  );
}
