// Claims in words: what each kind of claim says, in full and in brief.

import type { ComponentChildren } from "preact";
import type {
  Claim,
  ClaimAbout,
  EstimateClaim,
  LicenceClaim,
  Metal,
  MoneyAmount,
  OutputClaim,
  OwnerClaim,
} from "../api/types";
import { English } from "../common/English";
import { MineralIcon } from "../common/MineralIcon";
import { date, money, number, t, term } from "../i18n";
import { readPosition } from "../common/coordinates";
import { mineralName, organizationName } from "./recordClaims";
import { RecordLink } from "./RecordLink";
import { type About, estimateName, kindOf } from "../claims/kinds";

/** A kind of claim as its own label: "Owner". */
export const kindLabel = (about: About): string => t(`about.${about}`);

/** The heading of the claims of a kind: "Owners". */
export const sectionLabel = (about: About): string => t(`section.${kindOf({ about }).section}`);

/** What one claim is about: its own subject where it has one, else its kind. */
export const claimLabel = (claim: Claim): string => kindOf(claim).subject?.(claim) ?? kindLabel(claim.about);

interface Wording<C extends Claim> {
  /** The value, without its dates, sources and reason. */
  value(claim: C): ComponentChildren;
  /** The value in a few words of plain text. */
  brief(claim: C): string;
}

const WORDINGS: { readonly [A in About]: Wording<ClaimAbout<A>> } = {
  location: {
    value: (claim) =>
      claim.coordinates === undefined ? position(claim) : <bdi class="figures">{position(claim)}</bdi>,
    brief: position,
  },
  mineral: {
    value: (claim) => (
      <>
        <MineralName id={claim.mineral} /> <span class="aside">{term("rank", claim.rank)}</span>
      </>
    ),
    brief: (claim) => `${mineralName(claim.mineral)}, ${term("rank", claim.rank)}`,
  },
  operator: {
    value: (claim) => <OrganizationName id={claim.organization} />,
    brief: (claim) => organizationName(claim.organization),
  },
  licence: {
    value: (claim) => <Licence claim={claim} />,
    brief: (claim) =>
      [organizationName(claim.organization), licenceName(claim), quantity(claim.area_km2, "km²")]
        .filter(Boolean)
        .join(", "),
  },
  owner: {
    value: (claim) => <Owner claim={claim} />,
    brief: (claim) => `${organizationName(claim.organization)}, ${stake(claim)}`,
  },
  status: {
    value: (claim) => term("status", claim.status),
    brief: (claim) => term("status", claim.status),
  },
  estimate: { value: (claim) => <Estimate claim={claim} />, brief: estimated },
  production: { value: (claim) => <Output claim={claim} />, brief: produced },
  export: { value: (claim) => <Output claim={claim} />, brief: produced },
  party: {
    value: (claim) => (
      <>
        <OrganizationName id={claim.organization} />
        {claim.role !== undefined && (
          <span class="aside">
            {" "}
            <English>{claim.role}</English>
          </span>
        )}
      </>
    ),
    brief: (claim) => organizationName(claim.organization),
  },
  signed: {
    value: (claim) => (
      <>
        <time dateTime={claim.date}>{date(claim.date)}</time>
        {claim.place !== undefined && (
          <span class="aside"> {t("agreements.signedIn", { place: claim.place })}</span>
        )}
      </>
    ),
    brief: (claim) => date(claim.date),
  },
  amount: {
    value: (claim) => (
      <span class="value-amount">
        <strong class="figures">{moneyOf(claim.value)}</strong> <English>{claim.what}</English>
      </span>
    ),
    brief: (claim) => moneyOf(claim.value),
  },
  scope: {
    value: (claim) => (
      <>
        <English>{claim.what}</English>
        <MineralNames ids={claim.minerals ?? []} />
      </>
    ),
    brief: (claim) => claim.what,
  },
  milestone: {
    value: (claim) => (
      <span class="value-milestone">
        <time class="milestone-date" dateTime={claim.date}>
          {claim.date === undefined ? t("claim.undated") : date(claim.date)}
        </time>{" "}
        <English>{claim.what}</English>
      </span>
    ),
    brief: (claim) => claim.what,
  },
  figure: {
    value: (claim) => (
      <span class="value-figure">
        <strong class="figures">{figure(claim)}</strong> <English>{claim.what}</English>
      </span>
    ),
    brief: figure,
  },
  remark: { value: (claim) => <English>{claim.text}</English>, brief: (claim) => claim.text },
};

const wordingOf = ({ about }: Claim): Wording<Claim> => WORDINGS[about];

/** What a claim says, without its dates, sources and reason. */
export function Value({ claim }: { claim: Claim }) {
  return <>{wordingOf(claim).value(claim)}</>;
}

/** What a claim says, in a few words of plain text. */
export const brief = (claim: Claim): string => wordingOf(claim).brief(claim);

function OrganizationName({ id }: { id: string }) {
  return <RecordLink kind="organization" id={id} />;
}

/** A mineral's icon and its name. */
export function MineralName({ id }: { id: string }) {
  return (
    <span class="value-mineral">
      <MineralIcon mineral={id} small />
      <RecordLink kind="mineral" id={id} />
    </span>
  );
}

function position({ coordinates, uncertainty_m }: ClaimAbout<"location">): string {
  return coordinates === undefined ? t("list.approximateOutline") : readPosition(coordinates, uncertainty_m);
}

/** "41 Mt"; empty where there is no amount. */
function quantity(amount: number | undefined, unit: string | undefined): string {
  return amount === undefined ? "" : `${number(amount)} ${unit ?? ""}`.trim();
}

const moneyOf = ({ amount, currency }: MoneyAmount): string => money(amount, currency);

/** "6 trillion US dollars", "92 minerals". */
function figure({ amount, unit }: ClaimAbout<"figure">): string {
  return /^[A-Z]{3}$/.test(unit) ? money(amount, unit) : quantity(amount, unit);
}

function MineralNames({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <span class="value-minerals">
      {ids.map((id) => (
        <MineralName key={id} id={id} />
      ))}
    </span>
  );
}

const licenceName = (claim: LicenceClaim): string =>
  claim.kind === undefined ? t("about.licence") : term("licence", claim.kind);

function Licence({ claim }: { claim: LicenceClaim }) {
  const parts = [
    claim.number !== undefined && t("claim.licenceNumber", { number: claim.number }),
    quantity(claim.area_km2, "km²"),
  ].filter(Boolean);
  return (
    <>
      <OrganizationName id={claim.organization} />{" "}
      <span class="aside">{[licenceName(claim), ...parts].join(" · ")}</span>
      <MineralNames ids={claim.minerals ?? []} />
    </>
  );
}

function stake({ share_percent: percent }: OwnerClaim): string {
  return percent === undefined ? t("claim.stakeUnknown") : t("claim.stake", { percent });
}

function Owner({ claim }: { claim: OwnerClaim }) {
  const share = claim.share_percent;
  return (
    <span class="value-owner">
      <OrganizationName id={claim.organization} />
      <span class="stake">
        <strong class="figures">{stake(claim)}</strong>{" "}
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

/** The ore, or where none is stated the metals. */
function estimated({ ore, metals = [] }: EstimateClaim): string {
  if (ore !== undefined) return quantity(ore.amount, ore.unit);
  return metals
    .filter((metal) => metal.amount !== undefined)
    .map((metal) => `${mineralName(metal.mineral)} ${quantity(metal.amount, metal.unit)}`)
    .join(", ");
}

/** The figures, always with category, reporting code, date and basis. */
function Estimate({ claim }: { claim: EstimateClaim }) {
  return (
    <span class="value-estimate">
      <span class="estimate-title">
        {term("estimate", estimateName(claim))}
        <span class="aside">
          {" "}
          {claim.estimator === undefined ? (
            t("claim.estimatorUnstated")
          ) : (
            <RecordLink kind="organization" id={claim.estimator}>
              {t("claim.estimateBy", { name: organizationName(claim.estimator) })}
            </RecordLink>
          )}
        </span>
      </span>
      <span class="estimate-figures">
        {claim.ore !== undefined && (
          <span class="estimate-figure">
            {t("claim.ore")} <strong class="figures">{quantity(claim.ore.amount, claim.ore.unit)}</strong>
          </span>
        )}
        {(claim.metals ?? []).map((metal) => (
          <MetalFigure key={metal.mineral} metal={metal} />
        ))}
      </span>
      <span class="estimate-terms">
        <span>{term("category", claim.category)}</span>
        <span>{term("code", claim.code)}</span>
        <span>
          {claim.effective === undefined
            ? t("claim.undated")
            : t("claim.effective", { date: date(claim.effective) })}
        </span>
        <span>{term("share", claim.basis ?? "not-stated")}</span>
      </span>
    </span>
  );
}

function MetalFigure({ metal }: { metal: Metal }) {
  const amount = quantity(metal.amount, metal.unit);
  const grade = quantity(metal.grade, metal.grade_unit);
  return (
    <span class="estimate-figure">
      <MineralName id={metal.mineral} />
      {amount !== "" && <strong class="figures">{amount}</strong>}
      {grade !== "" && <span class="aside">{t("claim.grade", { grade })}</span>}
    </span>
  );
}

function produced({ value, amount, unit }: OutputClaim): string {
  return value === undefined ? quantity(amount, unit) : moneyOf(value);
}

function Output({ claim }: { claim: OutputClaim }) {
  const amount = quantity(claim.amount, claim.unit);
  return (
    <span class="value-output">
      <span>{kindLabel(claim.about)}</span>
      {claim.mineral !== undefined && <MineralName id={claim.mineral} />}
      {amount !== "" && <strong class="figures">{amount}</strong>}
      {claim.value !== undefined && <strong class="figures">{moneyOf(claim.value)}</strong>}
      <span class="aside">{t("claim.period", { date: date(claim.period) })}</span>
    </span>
  );
}
