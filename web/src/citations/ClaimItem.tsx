import { useContext } from "preact/hooks";
import type { Claim } from "../api/types";
import { English } from "../common/English";
import { Icon } from "../common/Icon";
import { dialog } from "../state/page";
import { date, joined, t } from "../i18n";
import { ShownFirst } from "../preference/Prefer";
import { publishedOn, type Reason } from "../claims/ranking";
import { sources } from "../state/atlas";
import { claimLabel } from "../claims/kinds";
import { brief, Value } from "../records/Value";
import { Cites } from "./Cites";
import { OpenRecord } from "./context";
import { type Standing } from "../claims/standing";
import { Witnesses } from "./Witnesses";

/** One claim: its value, when it holds, its sources and its standing. */
export function ClaimItem({
  claim,
  labelled = false,
  first,
}: {
  claim: Claim;
  labelled?: boolean;
  /** Why it is shown before its rivals, if it is. */
  first?: Reason | undefined;
}) {
  const standing = claim.evidence.standing;
  return (
    <li class={`claim claim-${standing}`}>
      {labelled && <p class="claim-about">{claimLabel(claim)}</p>}
      <div class="claim-value">
        <Value claim={claim} /> <Cites cite={claim.cite} />
      </div>
      <ClaimMeta claim={claim} standing={standing} first={first} />
      <Note claim={claim} />
      <Judged claim={claim} />
      <ReportThis claim={claim} />
    </li>
  );
}

/** A button that opens the report of an error in a claim. */
export function ReportThis({ claim }: { claim: Claim }) {
  const open = useContext(OpenRecord);
  if (!open?.claims.includes(claim)) return null;
  const n = open.claims.indexOf(claim) + 1;
  const name = t("report.about", { n, claim: joined([claimLabel(claim), brief(claim)]) });
  return (
    <button
      type="button"
      class="icon-button claim-report"
      aria-label={name}
      title={t("report.this")}
      onClick={() => (dialog.value = { name: "report", record: open.record, claim })}
    >
      <Icon name="report" />
    </button>
  );
}

export function ClaimMeta(props: {
  claim: Claim;
  standing: Standing;
  open?: boolean;
  first?: Reason | undefined;
}) {
  const when = heldWhen(props.claim);
  return (
    <div class="claim-meta">
      <Mark standing={props.standing} />
      {props.first !== undefined && <ShownFirst why={props.first} />}
      {when !== null && <span>{when}</span>}
      <Witnesses claim={props.claim} open={props.open ?? false} />
    </div>
  );
}

export function Mark({ standing }: { standing: Standing }) {
  if (standing === "active") return null;
  return (
    <strong
      class={`mark mark-${standing}`}
      title={standing === "superseded" ? t("claim.supersededNote") : undefined}
    >
      {t(`claim.${standing}`)}
    </strong>
  );
}

export function Note({ claim }: { claim: Claim }) {
  if (claim.note === undefined) return null;
  return (
    <p class="claim-note">
      <English>{claim.note}</English>
    </p>
  );
}

/** Why a claim was rejected or accepted. */
export function Judged({ claim }: { claim: Claim }) {
  const judgement = claim.judgement;
  if (judgement === undefined) return null;
  return (
    <p class="claim-why">
      <strong>{judgement.verdict === "accepted" ? t("claim.whyAccepted") : t("claim.whyRejected")}:</strong>{" "}
      <English>{judgement.why}</English> <Cites cite={judgement.cite} />
    </p>
  );
}

function reportedWhen(claim: Claim): string {
  const reported = publishedOn(claim, sources.value);
  return reported === null ? t("claim.undated") : t("claim.lastReported", { date: date(reported) });
}

export function heldWhen(claim: Claim): string | null {
  const parts = [
    claim.as_of !== undefined && t("claim.asOf", { date: date(claim.as_of) }),
    claim.from !== undefined && t("claim.from", { date: date(claim.from) }),
    claim.until !== undefined && t("claim.until", { date: date(claim.until) }),
  ].filter((part) => part !== false);
  // A status is never shown without the date of its report.
  const texts = [
    ...(parts.length > 0 ? [parts.join(" ")] : []),
    ...(claim.about === "status" && claim.as_of === undefined ? [reportedWhen(claim)] : []),
  ];
  return texts.length > 0 ? joined(texts) : null;
}
