// Links to a passage of a live page, by text fragment (https://wicg.github.io/scroll-to-text-fragment/).

import type { Passage, Source } from "../api/types";

/** Escapes a text for a directive. A comma or a hyphen would end it, and encodeURIComponent keeps hyphens. */
function part(text: string): string {
  return encodeURIComponent(text).replaceAll("-", "%2D");
}

/** A source's URL, with the cited passage if there is one; null where the URL is unknown. */
export function passageAddress(source: Source, passage?: Passage): string | null {
  if (source.URL === undefined || !/^https?:\/\//.test(source.URL)) return null;
  if (passage === undefined) return source.URL;
  const [page = ""] = source.URL.split("#");
  return `${page}#:~:text=${part(passage.start)},${part(passage.end)}`;
}
