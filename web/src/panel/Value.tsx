import type { Claim, EstimateClaim, LicenceClaim, Metal, OutputClaim, OwnerClaim } from "../api/types";
import { Disc } from "../common/Disc";
import { English, Name } from "../common/English";
import { date, list, money, nameOf, number, t, term } from "../i18n";
import { minerals, organizations } from "../state/atlas";
import { readPosition } from "./coordinates";
import { estimateName } from "./estimate";

export function organizationName(id: string): string {
  const record = organizations.value.get(id);
  return record === undefined ? id : nameOf(record);
}

export function mineralName(id: string): string {
  const record = minerals.value.get(id);
  return record === undefined ? id : nameOf(record);
}

/** What a claim says, without when, who and why. */
export function Value({ claim }: { claim: Claim }) {
  switch (claim.about) {
    case "location":
      return claim.coordinates === undefined ? (
        <>{t("approximateOutline")}</>
      ) : (
        <bdi class="figures">{readPosition(claim.coordinates, claim.uncertainty_m)}</bdi>
      );
    case "mineral":
      return (
        <span class="value-mineral">
          <Disc mineral={claim.mineral} small />
          <Name>{mineralName(claim.mineral)}</Name> <span class="aside">{term("rank", claim.rank)}</span>
        </span>
      );
    case "operator":
      return <Name>{organizationName(claim.organization)}</Name>;
    case "licence":
      return <Licence claim={claim} />;
    case "owner":
      return <Owner claim={claim} />;
    case "status":
      return <>{term("status", claim.status)}</>;
    case "estimate":
      return <Estimate claim={claim} />;
    case "production":
    case "export":
      return <Output claim={claim} />;
    case "remark":
      return <English>{claim.text}</English>;
    case "party":
    case "signed":
    case "amount":
    case "scope":
    case "milestone":
    case "figure":
      // They stand on agreements and countries, never on a site.
      return null;
  }
}

function Licence({ claim }: { claim: LicenceClaim }) {
  const parts = [
    claim.number !== undefined && t("licenceNumber", { number: claim.number }),
    claim.area_km2 !== undefined && `${number(claim.area_km2)} km²`,
    claim.minerals !== undefined && list(claim.minerals.map(mineralName)),
  ].filter((part) => part !== false);
  return (
    <>
      <Name>{organizationName(claim.organization)}</Name>{" "}
      <span class="aside">{[term("licence", claim.kind ?? ""), ...parts].join(" · ")}</span>
    </>
  );
}

function Owner({ claim }: { claim: OwnerClaim }) {
  const share = claim.share_percent;
  return (
    <span class="value-owner">
      <Name>{organizationName(claim.organization)}</Name>
      <span class="stake">
        <strong class="figures">
          {share === undefined ? t("stakeUnknown") : t("stake", { percent: share })}
        </strong>{" "}
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

/** A figure never stands without its category, its code, its date and its basis. */
function Estimate({ claim }: { claim: EstimateClaim }) {
  return (
    <span class="value-estimate">
      <span class="estimate-title">
        {term("estimate", estimateName(claim))}
        <span class="aside">
          {" "}
          {claim.estimator === undefined
            ? t("estimatorUnstated")
            : t("estimateBy", { name: organizationName(claim.estimator) })}
        </span>
      </span>
      <span class="estimate-figures">
        {claim.ore !== undefined && (
          <span class="estimate-figure">
            {t("ore")} <strong class="figures">{`${number(claim.ore.amount)} ${claim.ore.unit}`}</strong>
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
          {claim.effective === undefined ? t("undated") : t("effective", { date: date(claim.effective) })}
        </span>
        <span>{term("share", claim.basis ?? "")}</span>
      </span>
    </span>
  );
}

function MetalFigure({ metal }: { metal: Metal }) {
  const amount = metal.amount === undefined ? null : `${number(metal.amount)} ${metal.unit ?? ""}`.trim();
  const grade = metal.grade === undefined ? null : `${number(metal.grade)} ${metal.grade_unit ?? ""}`.trim();
  return (
    <span class="estimate-figure">
      <Disc mineral={metal.mineral} small />
      <Name>{mineralName(metal.mineral)}</Name>
      {amount !== null && <strong class="figures">{amount}</strong>}
      {grade !== null && <span class="aside">{t("grade", { grade })}</span>}
    </span>
  );
}

function Output({ claim }: { claim: OutputClaim }) {
  const amount = claim.amount === undefined ? null : `${number(claim.amount)} ${claim.unit ?? ""}`.trim();
  return (
    <span class="value-output">
      <span>{term("output", claim.about)}</span>
      {claim.mineral !== undefined && (
        <span class="value-mineral">
          <Disc mineral={claim.mineral} small />
          <Name>{mineralName(claim.mineral)}</Name>
        </span>
      )}
      {amount !== null && <strong class="figures">{amount}</strong>}
      {claim.value !== undefined && (
        <strong class="figures">{money(claim.value.amount, claim.value.currency)}</strong>
      )}
      <span class="aside">{t("period", { date: date(claim.period) })}</span>
    </span>
  );
}
