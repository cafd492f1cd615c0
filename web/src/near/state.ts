import { computed } from "@preact/signals";
import { siteById } from "../state/atlas";
import { near } from "../state/page";
import type { Here } from "./near";

interface Around {
  readonly here: Here;
  readonly metres: number;
}

const same = (a: Around, b: Around): boolean =>
  a.metres === b.metres &&
  a.here.uncertainty === b.here.uncertainty &&
  a.here.at[0] === b.here.at[0] &&
  a.here.at[1] === b.here.at[1];

function ask(): Around | null {
  const asked = near.value;
  if (asked === null) return null;
  const metres = asked.km * 1000;
  if (typeof asked.from !== "string") return { here: { at: asked.from, uncertainty: 0 }, metres };
  const site = siteById.value.get(asked.from);
  if (site?.geometry?.type !== "Point") return null;
  return { here: { at: site.geometry.coordinates, uncertainty: site.properties.uncertainty_m }, metres };
}

let last: Around | null = null;

/**
 * Where "here" is, and how far is near, in metres; null where nothing is asked, or the site has no point. The same one
 * while it says the same: every site that is read asks this anew.
 */
export const around = computed<Around | null>(() => {
  const now = ask();
  if (last === null || now === null || !same(last, now)) last = now;
  return last;
});
