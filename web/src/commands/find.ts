// Matching of typed text against names.

import { fold, words } from "../state/search";

/** An entry that can be found by its names. */
export interface Findable {
  /** Its folded names, the main one first. */
  readonly names: readonly string[];
}

/** Smaller is better: the whole name, its beginning, then anywhere in it; other names after the main one. */
function farness(names: readonly string[], word: string): number | null {
  let nearest: number | null = null;
  names.forEach((name, index) => {
    const at = name.indexOf(word);
    if (at === -1) return;
    const far = (name === word ? 0 : at === 0 ? 2 : 4) + (index === 0 ? 0 : 1);
    if (nearest === null || far < nearest) nearest = far;
  });
  return nearest;
}

/** The entries that contain every word, best first, ties in the order given; at most `most`. */
export function find<T extends Findable>(all: readonly T[], query: string, most: number): T[] {
  // A name of two words is first matched as a whole.
  const whole = fold(query);
  const sought = words(query);
  return all
    .flatMap((item) => {
      const one = farness(item.names, whole);
      if (one !== null) return [{ item, far: one }];
      const parts = sought.map((word) => farness(item.names, word));
      if (parts.some((far) => far === null)) return [];
      return [{ item, far: 10 + Math.max(...parts.map((far) => far ?? 0)) }];
    })
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ item }) => item);
}
