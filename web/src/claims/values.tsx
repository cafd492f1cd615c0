// The values of claims as markup.

import type { ComponentChildren } from "preact";
import type {
  ClaimAbout,
  EstimateClaim,
  LicenceClaim,
  LocationClaim,
  Metal,
  OutputClaim,
  OwnerClaim,
} from "../api/types";
import { date, t, term } from "../i18n";
import {
  area,
  code,
  estimateName,
  figure as figureOf,
  moneyOf,
  outputs,
  position,
  stake,
  withUnit,
} from "./amounts";

/** How the page shows what claims name and quote. */
export interface Page {
  /** A link to an organization: its name, or a text that contains the name. */
  organization(id: string, text?: (name: string) => string): ComponentChildren;
  mineral(id: string): ComponentChildren;
  /** A text that the records have in English only. */
  english(text: string): ComponentChildren;
}

const amounts = (texts: readonly string[]): ComponentChildren =>
  texts.map((text) => (
    <strong key={text} class="figures">
      {text}
    </strong>
  ));

const minerals = (ids: readonly string[] = [], page: Page): ComponentChildren =>
  ids.length > 0 && <span class="value-minerals">{ids.map((id) => page.mineral(id))}</span>;

export const location = (claim: LocationClaim): ComponentChildren =>
  claim.coordinates === undefined ? position(claim) : <bdi class="figures">{position(claim)}</bdi>;

export const mineral = (claim: ClaimAbout<"mineral">, page: Page): ComponentChildren => (
  <>
    {page.mineral(claim.mineral)} <span class="aside">{term("rank", claim.rank)}</span>
  </>
);

export const licenceName = (claim: LicenceClaim): string =>
  claim.kind === undefined ? t("about.licence") : term("licence", claim.kind);

export function licence(claim: LicenceClaim, page: Page): ComponentChildren {
  const number = claim.number === undefined ? [] : [t("claim.licenceNumber", { number: claim.number })];
  return (
    <>
      {page.organization(claim.organization)}{" "}
      <span class="aside">{[licenceName(claim), ...number, ...area(claim.area_km2)].join(" · ")}</span>
      {minerals(claim.minerals, page)}
    </>
  );
}

export function owner(claim: OwnerClaim, page: Page): ComponentChildren {
  const share = claim.share_percent;
  return (
    <span class="value-owner">
      {page.organization(claim.organization)}
      <span class="stake">
        <strong class="figures">{stake(share)[0] ?? t("claim.stakeUnknown")}</strong>{" "}
        <span class="aside">{term("interest", claim.interest)}</span>
      </span>
      {share !== undefined && (
        <span class="stake-bar" aria-hidden="true">
          <span style={{ inlineSize: `${Math.min(100, share)}%` }} />
        </span>
      )}
    </span>
  );
}

/** The figures, always with category, reporting code, date and basis. */
export const estimate = (claim: EstimateClaim, page: Page): ComponentChildren => (
  <span class="value-estimate">
    <span class="estimate-title">
      {term("estimate", estimateName(claim))}
      <span class="aside">
        {" "}
        {claim.part !== undefined && <>{page.english(claim.part)} · </>}
        {claim.estimator === undefined
          ? t("claim.estimatorUnstated")
          : page.organization(claim.estimator, (name) => t("claim.estimateBy", { name }))}
      </span>
    </span>
    <span class="estimate-figures">
      {claim.ore !== undefined && (
        <span class="estimate-figure">
          {t("claim.ore")} {amounts(withUnit(claim.ore.amount, claim.ore.unit, claim.ore.bound))}
        </span>
      )}
      {(claim.metals ?? []).map((metal) => (
        <span key={metal.mineral} class="estimate-figure">
          {page.mineral(metal.mineral)}
          {amounts(withUnit(metal.amount, metal.unit, metal.bound))}
          {grade(metal).map((text) => (
            <span key="grade" class="aside">
              {text}
            </span>
          ))}
        </span>
      ))}
    </span>
    <span class="estimate-terms">
      <span>{term("category", claim.category)}</span>
      <span>{code(claim)}</span>
      <span>
        {claim.effective === undefined
          ? t("claim.undated")
          : t("claim.effective", { date: date(claim.effective) })}
      </span>
      <span>{term("share", claim.basis ?? "not-stated")}</span>
    </span>
  </span>
);

const grade = (metal: Metal): string[] =>
  withUnit(metal.grade, metal.grade_unit).map((text) => t("claim.grade", { grade: text }));

/** The contained amount and the grade of a metal. */
export const metalFigures = (metal: Metal): string[] => [
  ...withUnit(metal.amount, metal.unit, metal.bound),
  ...grade(metal),
];

export const output = (claim: OutputClaim, page: Page): ComponentChildren => (
  <span class="value-output">
    <span>{t(`about.${claim.about}`)}</span>
    {claim.mineral !== undefined && page.mineral(claim.mineral)}
    {amounts(outputs(claim))}
    <span class="aside">{t("claim.period", { date: date(claim.period) })}</span>
  </span>
);

export const party = (claim: ClaimAbout<"party">, page: Page): ComponentChildren => (
  <>
    {page.organization(claim.organization)}
    {claim.role !== undefined && <span class="aside"> {page.english(claim.role)}</span>}
  </>
);

export const signed = (claim: ClaimAbout<"signed">): ComponentChildren => (
  <>
    <time dateTime={claim.date}>{date(claim.date)}</time>
    {claim.place !== undefined && (
      <span class="aside"> {t("agreements.signedIn", { place: claim.place })}</span>
    )}
  </>
);

export const amount = (claim: ClaimAbout<"amount">, page: Page): ComponentChildren => (
  <span class="value-amount">
    {amounts([moneyOf(claim.value)])} {page.english(claim.what)}
  </span>
);

export const scope = (claim: ClaimAbout<"scope">, page: Page): ComponentChildren => (
  <>
    {page.english(claim.what)}
    {minerals(claim.minerals, page)}
  </>
);

export const milestone = (claim: ClaimAbout<"milestone">, page: Page): ComponentChildren => (
  <span class="value-milestone">
    <time class="milestone-date" dateTime={claim.date}>
      {claim.date === undefined ? t("claim.undated") : date(claim.date)}
    </time>{" "}
    {page.english(claim.what)}
  </span>
);

export const figure = (claim: ClaimAbout<"figure">, page: Page): ComponentChildren => (
  <span class="value-figure">
    {amounts([figureOf(claim)])} {page.english(claim.what)}
  </span>
);
