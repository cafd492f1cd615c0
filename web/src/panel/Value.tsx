import type { Claim, EstimateClaim, LicenceClaim, Metal, OutputClaim, OwnerClaim } from "../api/types";
import { MineralIcon } from "../common/MineralIcon";
import { English } from "../common/English";
import { date, money, number, t, term } from "../i18n";
import { RecordLink } from "../records/RecordLink";
import { organizationName } from "../records/recordClaims";
import { readPosition } from "./coordinates";
import { estimateName } from "./estimate";

function OrganizationName({ id }: { id: string }) {
  return <RecordLink kind="organization" id={id} />;
}

/** A mineral's disc and its name. */
export function MineralName({ id }: { id: string }) {
  return (
    <span class="value-mineral">
      <MineralIcon mineral={id} small />
      <RecordLink kind="mineral" id={id} />
    </span>
  );
}

/** What a claim says, without when, who and why. */
export function Value({ claim }: { claim: Claim }) {
  switch (claim.about) {
    case "location":
      return claim.coordinates === undefined ? (
        <>{t("list.approximateOutline")}</>
      ) : (
        <bdi class="figures">{readPosition(claim.coordinates, claim.uncertainty_m)}</bdi>
      );
    case "mineral":
      return (
        <>
          <MineralName id={claim.mineral} /> <span class="aside">{term("rank", claim.rank)}</span>
        </>
      );
    case "operator":
      return <OrganizationName id={claim.organization} />;
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
      return (
        <>
          <OrganizationName id={claim.organization} />
          {claim.role !== undefined && (
            <span class="aside">
              {" "}
              <English>{claim.role}</English>
            </span>
          )}
        </>
      );
    case "signed":
      return (
        <>
          <time dateTime={claim.date}>{date(claim.date)}</time>
          {claim.place !== undefined && (
            <span class="aside"> {t("agreements.signedIn", { place: claim.place })}</span>
          )}
        </>
      );
    case "amount":
      return (
        <span class="value-amount">
          <strong class="figures">{money(claim.value.amount, claim.value.currency)}</strong>{" "}
          <English>{claim.what}</English>
        </span>
      );
    case "scope":
      return (
        <>
          <English>{claim.what}</English>
          <MineralNames ids={claim.minerals ?? []} />
        </>
      );
    case "milestone":
      return (
        <span class="value-milestone">
          <time class="milestone-date" dateTime={claim.date}>
            {claim.date === undefined ? t("claim.undated") : date(claim.date)}
          </time>{" "}
          <English>{claim.what}</English>
        </span>
      );
    case "figure":
      return (
        <span class="value-figure">
          <strong class="figures">{figure(claim.amount, claim.unit)}</strong> <English>{claim.what}</English>
        </span>
      );
  }
}

/** "6 trillion US dollars", "92 minerals". */
function figure(amount: number, unit: string): string {
  return /^[A-Z]{3}$/.test(unit) ? money(amount, unit) : `${number(amount)} ${unit}`;
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

function Licence({ claim }: { claim: LicenceClaim }) {
  const parts = [
    claim.number !== undefined && t("claim.licenceNumber", { number: claim.number }),
    claim.area_km2 !== undefined && `${number(claim.area_km2)} km²`,
  ].filter((part) => part !== false);
  return (
    <>
      <OrganizationName id={claim.organization} />{" "}
      <span class="aside">{[term("licence", claim.kind ?? ""), ...parts].join(" · ")}</span>
      <MineralNames ids={claim.minerals ?? []} />
    </>
  );
}

function Owner({ claim }: { claim: OwnerClaim }) {
  const share = claim.share_percent;
  return (
    <span class="value-owner">
      <OrganizationName id={claim.organization} />
      <span class="stake">
        <strong class="figures">
          {share === undefined ? t("claim.stakeUnknown") : t("claim.stake", { percent: share })}
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
            {t("claim.ore")}{" "}
            <strong class="figures">{`${number(claim.ore.amount)} ${claim.ore.unit}`}</strong>
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
      <MineralName id={metal.mineral} />
      {amount !== null && <strong class="figures">{amount}</strong>}
      {grade !== null && <span class="aside">{t("claim.grade", { grade })}</span>}
    </span>
  );
}

function Output({ claim }: { claim: OutputClaim }) {
  const amount = claim.amount === undefined ? null : `${number(claim.amount)} ${claim.unit ?? ""}`.trim();
  return (
    <span class="value-output">
      <span>{term("output", claim.about)}</span>
      {claim.mineral !== undefined && <MineralName id={claim.mineral} />}
      {amount !== null && <strong class="figures">{amount}</strong>}
      {claim.value !== undefined && (
        <strong class="figures">{money(claim.value.amount, claim.value.currency)}</strong>
      )}
      <span class="aside">{t("claim.period", { date: date(claim.period) })}</span>
    </span>
  );
}
