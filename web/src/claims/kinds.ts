// The kinds of claim, each declared once: in the order in which every panel, fact sheet, comparison and list of
// disputes shows them. How a claim of each kind reads is in Value.tsx.

import type { Claim, ClaimAbout, EstimateClaim } from "../api/types";
import type { Key } from "../i18n/languages";

export type About = Claim["about"];

type SectionOf<K> = K extends `section.${infer Name}` ? Exclude<Name, "rejected"> : never;

/** A section of a record's panel and of its fact sheet. */
export type Section = SectionOf<Key>;

interface Kind<C extends Claim> {
  readonly section: Section;
  /** False where sites always differ: a comparison does not mark those values. */
  readonly comparable?: false;
  /** What the claim is about, where the kind alone does not say. */
  subject?(claim: C): string;
  organizations?(claim: C): readonly (string | undefined)[];
  minerals?(claim: C): readonly (string | undefined)[];
  /** The date that the value holds for, where the claim states none beside its value. */
  valueDate?(claim: C): string | undefined;
  /** The date that orders the claims of a section that lists events. */
  eventDate?(claim: C): string | undefined;
}

const KINDS = {
  figure: { section: "figures", subject: (claim) => claim.what },
  status: { section: "status" },
  signed: { section: "signed" },
  party: { section: "parties", organizations: (claim) => [claim.organization] },
  amount: { section: "amounts" },
  scope: { section: "scope", minerals: (claim) => claim.minerals ?? [] },
  milestone: { section: "milestones", eventDate: (claim) => claim.date },
  location: { section: "location", comparable: false },
  mineral: { section: "minerals", minerals: (claim) => [claim.mineral] },
  operator: { section: "operators", organizations: (claim) => [claim.organization] },
  licence: {
    section: "licences",
    organizations: (claim) => [claim.organization],
    minerals: (claim) => claim.minerals ?? [],
  },
  owner: { section: "owners", organizations: (claim) => [claim.organization] },
  estimate: {
    section: "estimates",
    organizations: (claim) => [claim.estimator],
    minerals: (claim) => (claim.metals ?? []).map((metal) => metal.mineral),
    valueDate: (claim) => claim.effective,
  },
  production: { section: "output", minerals: (claim) => [claim.mineral], valueDate: (claim) => claim.period },
  export: { section: "output", minerals: (claim) => [claim.mineral], valueDate: (claim) => claim.period },
  remark: { section: "remarks", comparable: false },
} as const satisfies { readonly [A in About]: Kind<ClaimAbout<A>> };

export const ABOUTS = Object.keys(KINDS) as readonly About[];

export const SECTIONS: readonly Section[] = [...new Set(Object.values(KINDS).map(({ section }) => section))];

export const kindOf = ({ about }: { readonly about: About }): Kind<Claim> => KINDS[about];

const known = (ids: readonly (string | undefined)[] = []): string[] => ids.filter((id) => id !== undefined);

export const organizationsIn = (claim: Claim): string[] => known(kindOf(claim).organizations?.(claim));

export const mineralsIn = (claim: Claim): string[] => known(kindOf(claim).minerals?.(claim));

/** What a figure of each category is called. */
const ESTIMATES = {
  measured: "resource",
  indicated: "resource",
  inferred: "resource",
  "measured-and-indicated": "resource",
  "measured-indicated-and-inferred": "resource",
  proven: "reserve",
  probable: "reserve",
  "proven-and-probable": "reserve",
  unclassified: "unclassified",
} as const satisfies Record<EstimateClaim["category"], string>;

/** A figure outside every reporting code is never called a resource or a reserve, whatever its category. */
export const estimateName = ({ code, category }: Pick<EstimateClaim, "code" | "category">) =>
  code === "non-compliant-resource-estimate" ? "informal" : ESTIMATES[category];
