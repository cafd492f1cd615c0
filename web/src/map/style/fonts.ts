import type { StyleSpecification } from "maplibre-gl";
import { isArabic, type Language } from "../../i18n/languages";
import naskh from "@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2?url";
import naskhBold from "@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-600-normal.woff2?url";
import italic from "@fontsource/noto-sans/files/noto-sans-latin-400-italic.woff2?url";
import italicExt from "@fontsource/noto-sans/files/noto-sans-latin-ext-400-italic.woff2?url";
import regular from "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url";
import regularExt from "@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url";
import bold from "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url";
import boldExt from "@fontsource/noto-sans/files/noto-sans-latin-ext-600-normal.woff2?url";

export type Weight = "regular" | "bold" | "italic";

// The ranges that these font files cover.
const LATIN = [
  ...["U+0000-00FF", "U+0131", "U+0152-0153", "U+02BB-02BC", "U+02C6", "U+02DA", "U+02DC", "U+2000-206F"],
  ...["U+20AC", "U+2122", "U+2191", "U+2193", "U+2212", "U+2215", "U+FEFF", "U+FFFD"],
];
const LATIN_EXT = [
  ...["U+0100-0130", "U+0132-0151", "U+0154-02BA", "U+02BD-02C5", "U+02C7-02D9", "U+02DB", "U+02DD-02FF"],
  ...["U+0300-036F", "U+1D00-1DBF", "U+1E00-1E9F", "U+1EF2-1EFF"],
];
const ARABIC = ["U+0600-06FF", "U+0750-077F", "U+08A0-08FF", "U+FB50-FDFF", "U+FE70-FEFC"];

type Faces = NonNullable<StyleSpecification["font-faces"]>;

const face = (latin: string, latinExt: string, arabic: string) => [
  { url: latin, "unicode-range": LATIN },
  { url: latinExt, "unicode-range": LATIN_EXT },
  { url: arabic, "unicode-range": ARABIC },
];

/** Each font covers both scripts, so that no name falls back to a system font. */
export const FONT_FACES = {
  regular: face(regular, regularExt, naskh),
  bold: face(bold, boldExt, naskhBold),
  italic: face(italic, italicExt, naskh),
} satisfies Faces;

/** Arabic script has no italic. */
export function font(language: Language, weight: Weight): [Weight] {
  return [isArabic(language) && weight === "italic" ? "regular" : weight];
}

/** Fetches every font once, so that they work offline. */
export function prefetchFonts(): void {
  for (const url of new Set(Object.values(FONT_FACES).flatMap((faces) => faces.map((each) => each.url)))) {
    // MapLibre will retry when a label needs it.
    fetch(url).catch(() => undefined);
  }
}
