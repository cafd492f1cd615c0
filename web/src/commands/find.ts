// What a reader may mean by some letters. Pure.

import { fold, words } from "../state/search";

/** Something that can be found by its names. */
export interface Findable {
  /** Its names, folded, the first before the others. */
  readonly names: readonly string[];
}

/** Smaller is nearer: the whole name, its beginning, then any place in it; its other names after the first. */
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

/** Those that hold every word, the nearest first, else in the order given; at most `most`. */
export function find<T extends Findable>(all: readonly T[], query: string, most: number): T[] {
  // A name of two words is first sought whole.
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
