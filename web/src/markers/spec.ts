// What a site's marker shows: minerals, activity and evidence.

import type { EvidenceLevel, Mineral, Site } from "../api/types";

/** How active a site is, as the marker's ring shows it. */
export const ACTIVITIES = ["operating", "developing", "exploring", "closed", "claimed", "unknown"] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** The statuses (CGI mine-status and two of this atlas) that each level of activity covers. */
export const STATUSES_BY_ACTIVITY: Readonly<Record<Exclude<Activity, "unknown">, readonly string[]>> = {
  operating: ["operating", "operating-continuously", "operating-intermittently"],
  developing: ["under-development", "construction", "feasibility", "pending-approval"],
  exploring: ["exploration"],
  closed: ["not-operating", "care-and-maintenance", "retention", "closed", "abandoned", "historic"],
  claimed: ["claimed-only"],
};

export const EVIDENCE_LEVELS = [
  "corroborated",
  "single-source",
  "disputed",
] as const satisfies readonly EvidenceLevel[];

/** The colour of sites without an established mineral. */
export const NEUTRAL = "#55504a";

/** The most minerals that a marker shows. */
export const MAX_MINERALS = 4;

export interface MarkerSpec {
  /** The first mineral's. */
  readonly symbol: string;
  /** The minerals', in order. */
  readonly colours: readonly [string, ...string[]];
  readonly activity: Activity;
  readonly evidence: EvidenceLevel;
}

/** A marker without minerals, with which the legend explains rings and edges. */
export const PLAIN_MARKER: MarkerSpec = {
  ...{ symbol: "", colours: [NEUTRAL] },
  ...{ activity: "unknown", evidence: "corroborated" },
};

const activities: ReadonlyMap<string | null, Activity> = new Map(
  Object.entries(STATUSES_BY_ACTIVITY).flatMap(([activity, statuses]) =>
    statuses.map((status) => [status, activity as Activity] as const),
  ),
);

export function activityOf(status: string | null): Activity {
  return activities.get(status) ?? "unknown";
}

export function markerSpec({ properties }: Site, minerals: ReadonlyMap<string, Mineral>): MarkerSpec {
  const [first, ...others] = properties.minerals
    .slice(0, MAX_MINERALS)
    .map((id) => minerals.get(id)?.colour ?? NEUTRAL);
  return {
    symbol: minerals.get(properties.minerals[0] ?? "")?.symbol ?? "?",
    colours: [first ?? NEUTRAL, ...others],
    activity: activityOf(properties.status),
    evidence: properties.evidence,
  };
}
