// What the sign of a site says: what it holds, whether it is worked, how sure that is.

import type { Grade, Mineral, Site } from "../api/types";

/** Whether a site is worked, as its ring shows it. */
export const WORKINGS = ["operating", "developing", "exploring", "closed", "claimed", "unknown"] as const;
export type Working = (typeof WORKINGS)[number];

/** The statuses (CGI mine-status and this atlas' own two) that one ring stands for. */
export const STATUSES: Readonly<Record<Exclude<Working, "unknown">, readonly string[]>> = {
  operating: ["operating", "operating-continuously", "operating-intermittently"],
  developing: ["under-development", "construction", "feasibility", "pending-approval"],
  exploring: ["exploration"],
  closed: ["not-operating", "care-and-maintenance", "retention", "closed", "abandoned", "historic"],
  claimed: ["claimed-only"],
};

export const GRADES = ["corroborated", "single-source", "disputed"] as const satisfies readonly Grade[];

/** For sites of which no mineral is established. */
export const NEUTRAL = "#55504a";

/** A disc shows at most so many minerals. */
export const MOST_MINERALS = 4;

export interface Meaning {
  /** Of the first mineral. */
  readonly symbol: string;
  /** Of its minerals, the first one's first. */
  readonly colours: readonly [string, ...string[]];
  readonly working: Working;
  readonly grade: Grade;
}

/** A sign that says nothing of minerals: what the legend shows rings and edges with. */
export const PLAIN: Meaning = {
  ...{ symbol: "", colours: [NEUTRAL] },
  ...{ working: "unknown", grade: "corroborated" },
};

const workings: ReadonlyMap<string | null, Working> = new Map(
  Object.entries(STATUSES).flatMap(([working, statuses]) =>
    statuses.map((status) => [status, working as Working] as const),
  ),
);

export function workingOf(status: string | null): Working {
  return workings.get(status) ?? "unknown";
}

export function meaningOf({ properties }: Site, minerals: ReadonlyMap<string, Mineral>): Meaning {
  const [first, ...others] = properties.minerals
    .slice(0, MOST_MINERALS)
    .map((id) => minerals.get(id)?.colour ?? NEUTRAL);
  return {
    symbol: minerals.get(properties.minerals[0] ?? "")?.symbol ?? "?",
    colours: [first ?? NEUTRAL, ...others],
    working: workingOf(properties.status),
    grade: properties.evidence,
  };
}
