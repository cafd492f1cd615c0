// The kinds of claim, each declared once: in the order in which every panel, fact sheet, comparison and list of
// disputes shows them.

import type { ComponentChildren } from "preact";
import type { Claim, ClaimAbout } from "../api/types";
import { date, joined, t, term } from "../i18n";
import type { Key } from "../i18n/languages";
import { area, figure, moneyOf, outputs, position, stake, withUnit } from "./amounts";
import * as values from "./values";

export type About = Claim["about"];

type SectionOf<K> = K extends `section.${infer Name}` ? Exclude<Name, "rejected"> : never;

/** A section of a record's panel and of its fact sheet. */
export type Section = SectionOf<Key>;

/** The names of the records that claims refer to, by id. */
export interface Names {
  organization(id: string): string;
  mineral(id: string): string;
}

interface Kind<C extends Claim> {
  readonly section: Section;
  /** Its label, if the name of the kind does not say what the claim is about. */
  label?(claim: C): string;
  /** The value in a line of plain text, in the words of the HTML pages. */
  brief(claim: C, names: Names): string;
  /** The value as markup, without its dates, sources and reason. */
  value(claim: C, page: values.Page): ComponentChildren;
  /** False where sites always differ: a comparison does not mark those values. */
  readonly comparable?: false;
  organizations?(claim: C): readonly (string | undefined)[];
  minerals?(claim: C): readonly (string | undefined)[];
  /** The date in the value, for claims that have no other date. */
  valueDate?(claim: C): string | undefined;
  /** The date that orders the claims of a section that lists events. */
  eventDate?(claim: C): string | undefined;
}

const output = {
  section: "output",
  brief: (claim) => [...outputs(claim), t("claim.period", { date: date(claim.period) })].join(" "),
  value: values.output,
  minerals: (claim) => [claim.mineral],
  valueDate: (claim) => claim.period,
} as const satisfies Kind<ClaimAbout<"production" | "export">>;

const KINDS = {
  status: {
    section: "status",
    brief: (claim) => term("status", claim.status),
    value: (claim) => term("status", claim.status),
  },
  signed: { section: "signed", brief: (claim) => date(claim.date), value: values.signed },
  party: {
    section: "parties",
    brief: (claim, names) => names.organization(claim.organization),
    value: values.party,
    organizations: (claim) => [claim.organization],
  },
  amount: { section: "amounts", brief: (claim) => moneyOf(claim.value), value: values.amount },
  scope: {
    section: "scope",
    brief: (claim) => claim.what,
    value: values.scope,
    minerals: (claim) => claim.minerals ?? [],
  },
  milestone: {
    section: "milestones",
    brief: (claim) => claim.what,
    value: values.milestone,
    eventDate: (claim) => claim.date,
  },
  location: { section: "location", brief: position, value: values.location, comparable: false },
  mineral: {
    section: "minerals",
    brief: (claim, names) => joined([names.mineral(claim.mineral), term("rank", claim.rank)]),
    value: values.mineral,
    minerals: (claim) => [claim.mineral],
  },
  operator: {
    section: "operators",
    brief: (claim, names) => names.organization(claim.organization),
    value: (claim, page) => page.organization(claim.organization),
    organizations: (claim) => [claim.organization],
  },
  licence: {
    section: "licences",
    brief: (claim, names) =>
      joined([names.organization(claim.organization), values.licenceName(claim), ...area(claim.area_km2)]),
    value: values.licence,
    organizations: (claim) => [claim.organization],
    minerals: (claim) => claim.minerals ?? [],
  },
  owner: {
    section: "owners",
    brief: (claim, names) => joined([names.organization(claim.organization), ...stake(claim.share_percent)]),
    value: values.owner,
    organizations: (claim) => [claim.organization],
  },
  estimate: {
    section: "estimates",
    brief: ({ part, ore, metals = [] }, names) =>
      joined([
        ...(part === undefined ? [] : [part]),
        ...withUnit(ore?.amount, ore?.unit, ore?.bound).map((amount) => t("claim.ofOre", { amount })),
        ...metals.map((metal) =>
          [...values.metalFigures(metal).slice(0, 1), names.mineral(metal.mineral)].join(" "),
        ),
      ]),
    value: values.estimate,
    organizations: (claim) => [claim.estimator],
    minerals: (claim) => (claim.metals ?? []).map((metal) => metal.mineral),
    valueDate: (claim) => claim.effective,
  },
  figure: {
    section: "figures",
    label: (claim) => claim.what,
    brief: (claim) => `${claim.what}: ${figure(claim)}`,
    value: values.figure,
  },
  production: output,
  export: output,
  remark: {
    section: "remarks",
    brief: (claim) => claim.text,
    value: (claim, page) => page.english(claim.text),
    comparable: false,
  },
} as const satisfies { readonly [A in About]: Kind<ClaimAbout<A>> };

export const ABOUTS = Object.keys(KINDS) as readonly About[];

export const SECTIONS: readonly Section[] = [...new Set(Object.values(KINDS).map(({ section }) => section))];

export const kindOf = ({ about }: { readonly about: About }): Kind<Claim> => KINDS[about];

/** A kind of claim as its own label: "Owner". */
export const kindLabel = (about: About): string => t(`about.${about}`);

/** The heading of the claims of a kind: "Owners". */
export const sectionLabel = (about: About): string => t(`section.${kindOf({ about }).section}`);

/** What one claim is about: its own label if it has one, else that of its kind. */
export const claimLabel = (claim: Claim): string => kindOf(claim).label?.(claim) ?? kindLabel(claim.about);

const known = (ids: readonly (string | undefined)[] = []): string[] => ids.filter((id) => id !== undefined);

export const organizationsIn = (claim: Claim): string[] => known(kindOf(claim).organizations?.(claim));

export const mineralsIn = (claim: Claim): string[] => known(kindOf(claim).minerals?.(claim));
