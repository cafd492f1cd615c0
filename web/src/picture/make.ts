// Makes a picture of what the map shows, in the browser: nothing is sent anywhere.

import { signal } from "@preact/signals";
import type { Rect } from "../map/placing";
import type { StillSize } from "../map/still";
import type { Visible } from "../map/visible";
import { mapInputs } from "../map-place/inputs";
import { language } from "../state/language";
import { selectedId } from "../state/page";
import { visible } from "../state/visible";
import { measurer, pngOf } from "./canvas";
import { dataAddress, facesOf, readyFaces } from "./faces";
import { compose, plan } from "./layout";
import { lookOfPicture } from "./look";
import { wordsIn } from "./pieces";
import { withResolution } from "./png";
import { dpiOf, type Size } from "./sizes";
import { svgOf } from "./svg";
import { pictureWords } from "./words";

export interface Wish {
  readonly format: "png" | "svg";
  readonly size: Size;
  readonly dark: boolean;
}

export interface Picture {
  readonly blob: Blob;
  readonly file: string;
  /** How fine its map is, where the graphics could draw it no finer. */
  readonly coarser: number | null;
}

/** Of a photograph-like ground, what the eye does not miss. */
const JPEG = 0.93;

/** The map is drawn as on the screen, and smaller where it has less room, but no smaller than can be read. */
const SMALLEST = 0.75;

function frameOf({ width, height }: Rect, { size: screen }: Visible, { ratio }: Size): StillSize {
  const fit = Math.min(width / screen.width, height / screen.height);
  const scale = Math.min(1, Math.max(SMALLEST, fit));
  const [across, down] = [Math.round(width / scale), Math.round(height / scale)];
  return { width: across, height: down, ratio: (ratio * width) / across };
}

export async function makePicture({ format, size, dark }: Wish): Promise<Picture> {
  const now = visible.peek();
  if (now === null) throw new Error("there is no map");
  const today = new Date().toISOString().slice(0, 10);
  const look = lookOfPicture(dark);
  const words = pictureWords(now.view, today);
  await readyFaces(Object.values(words).map(String));
  const measure = measurer();
  const planned = plan(size, words, look, measure);
  const { still } = await import("../map");
  const frame = frameOf(planned.map, now, size);
  const drawn = await still({ ...mapInputs, dark: signal(dark) }, now.box, frame);
  const pieces = compose(planned, drawn, words, look, measure);
  const dpi = dpiOf({ ratio: drawn.ground.width / planned.map.width });
  return {
    blob: format === "png" ? await png() : await svg(),
    file: `oreatlas-${selectedId.peek() ?? "map"}-${today}.${format}`,
    coarser: dpi < dpiOf(size) - 1 ? dpi : null,
  };

  async function png(): Promise<Blob> {
    const blob = await pngOf(pieces, drawn.ground, size);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return new Blob([withResolution(bytes, dpiOf(size))], { type: blob.type });
  }

  async function svg(): Promise<Blob> {
    const image = await new Promise<Blob | null>((resolve) =>
      drawn.ground.toBlob(resolve, "image/jpeg", JPEG),
    );
    if (image === null) throw new Error("no image");
    const about = {
      title: words.title,
      description: [words.about, words.address, words.dates, words.credits].join("\n"),
      language: language.peek(),
      faces: await facesOf(wordsIn(pieces)),
    };
    return svgOf(pieces, await dataAddress(image), size, about);
  }
}
