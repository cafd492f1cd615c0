// Fonts embedded in an exported SVG, so that it looks the same where they are not installed.

import naskh from "@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2?url";
import nastaliq from "@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2?url";
import regular from "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url";
import regularExt from "@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url";
import bold from "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url";
import { fontOf, type TextItem } from "./items";

interface Face {
  readonly family: string;
  readonly weight: string;
  readonly url: string;
  readonly range: string;
  /** Whether a text needs it. */
  readonly used: (text: TextItem) => boolean;
}

const ARABIC = /\p{Script=Arabic}/u;
/** Beyond Latin-1. */
const EXTENDED = /[\u0100-\u024f\u1e00-\u1eff]/;

const RANGES = {
  latin:
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2212",
  extended: "U+0100-02AF, U+1E00-1EFF",
  arabic: "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+200C-200E, U+2010-2011, U+FB50-FDFF, U+FE70-FEFC",
} as const;

const FACES: readonly Face[] = [
  {
    family: "Noto Sans",
    weight: "400",
    url: regular,
    range: RANGES.latin,
    used: ({ weight }) => weight === 400,
  },
  // Always used: by the letters of markers.
  { family: "Noto Sans", weight: "600", url: bold, range: RANGES.latin, used: () => true },
  {
    ...{ family: "Noto Sans", weight: "400", url: regularExt, range: RANGES.extended },
    used: ({ text }) => EXTENDED.test(text),
  },
  {
    ...{ family: "Noto Nastaliq Urdu", weight: "400 700", url: nastaliq, range: RANGES.arabic },
    used: ({ face, text }) => face === "page" && ARABIC.test(text),
  },
  {
    ...{ family: "Noto Naskh Arabic", weight: "400 700", url: naskh, range: RANGES.arabic },
    used: ({ face, text }) => face === "map" && ARABIC.test(text),
  },
];

/** Loads all fonts that texts are measured and drawn with. */
export async function loadFonts(texts: readonly string[]): Promise<void> {
  const text = texts.join("");
  const styles = (["page", "map"] as const).flatMap((face) =>
    ([400, 600] as const).map((weight) => fontOf({ size: 12, weight, face })),
  );
  await Promise.all(styles.map((style) => document.fonts.load(style, text)));
}

/** The `@font-face` rules for texts, with the fonts embedded. */
export async function fontFaceRules(text: readonly TextItem[]): Promise<string> {
  const used = FACES.filter((face) => text.some(face.used));
  const rules = used.map(async ({ family, weight, url, range }) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const data = await dataUrl(new Blob([await response.arrayBuffer()], { type: "font/woff2" }));
    return `@font-face{font-family:"${family}";font-weight:${weight};src:url(${data}) format("woff2");unicode-range:${range}}`;
  });
  return (await Promise.all(rules)).join("");
}

export function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("the blob could not be read")));
    reader.readAsDataURL(blob);
  });
}
