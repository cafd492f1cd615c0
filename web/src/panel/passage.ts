// Addresses that lead to a passage of a live page. Pure.

import type { Passage, Source } from "../api/types";

/** A dash or a comma would end a part of a text directive, so they are escaped with the rest. */
function part(text: string): string {
  return encodeURIComponent(text).replaceAll("-", "%2D");
}

/** A source's address, at the passage where one is cited; null where the address is not known. */
export function passageAddress(source: Source, passage?: Passage): string | null {
  if (source.URL === undefined || !/^https?:\/\//.test(source.URL)) return null;
  if (passage === undefined) return source.URL;
  const [page = ""] = source.URL.split("#");
  return `${page}#:~:text=${part(passage.start)},${part(passage.end)}`;
}
