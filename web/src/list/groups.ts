// The order of the list: by kind of location and stage, then by name.

import type { Site } from "../api/types";
import type { Key } from "../i18n";
import { byName, isProspect } from "../records/siteNames";

export interface Group {
  readonly heading: Key;
  readonly sites: readonly Site[];
}

/** The sites in their groups, without empty ones. */
export function groups(sites: readonly Site[]): Group[] {
  const all = [...sites].sort(byName);
  const points = all.filter((site) => site.geometry?.type === "Point");
  const found: Group[] = [
    { heading: "list.deposits", sites: points.filter((site) => !isProspect(site)) },
    { heading: "list.prospects", sites: points.filter(isProspect) },
    {
      heading: "list.beltsAndRegions",
      sites: all.filter(({ geometry }) => geometry !== null && geometry.type !== "Point"),
    },
    { heading: "list.unlocated", sites: all.filter((site) => site.geometry === null) },
  ];
  return found.filter((group) => group.sites.length > 0);
}
