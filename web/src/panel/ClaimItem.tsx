import type { Claim } from "../api/types";
import { English } from "../common/English";
import { date, list, t } from "../i18n";
import { sources } from "../state/atlas";
import { publisherOf } from "./bibliography";
import { Cites } from "./Cites";
import { type Standing, standing } from "./rivals";
import { Value } from "./Value";

/** One claim: what it says, when it holds, who says so, and how it stands. */
export function ClaimItem({ claim }: { claim: Claim }) {
  const stands = standing(claim);
  return (
    <li class={`claim claim-${stands}`}>
      <div class="claim-value">
        <Value claim={claim} /> <Cites cite={claim.cite} />
      </div>
      <ClaimMeta claim={claim} stands={stands} />
      {claim.note !== undefined && (
        <p class="claim-note">
          <English>{claim.note}</English>
        </p>
      )}
      <Judged claim={claim} />
    </li>
  );
}

export function ClaimMeta({ claim, stands }: { claim: Claim; stands: Standing }) {
  const when = heldWhen(claim);
  return (
    <p class="claim-meta">
      <Mark stands={stands} />
      {when !== null && <span>{when}</span>}
      <span>{witnesses(claim)}</span>
    </p>
  );
}

function Mark({ stands }: { stands: Standing }) {
  if (stands === "standing") return null;
  return (
    <strong class={`mark mark-${stands}`} title={stands === "superseded" ? t("supersededNote") : undefined}>
      {t(stands)}
    </strong>
  );
}

/** Why a claim is rejected, or accepted before its rivals. */
export function Judged({ claim }: { claim: Claim }) {
  const judgement = claim.judgement;
  if (judgement === undefined) return null;
  return (
    <p class="claim-why">
      <strong>{judgement.verdict === "accepted" ? t("whyAccepted") : t("whyRejected")}:</strong>{" "}
      <English>{judgement.why}</English> <Cites cite={judgement.cite} />
    </p>
  );
}

export function heldWhen(claim: Claim): string | null {
  const parts = [
    claim.as_of !== undefined && t("asOf", { date: date(claim.as_of) }),
    claim.from !== undefined && t("fromDate", { date: date(claim.from) }),
    claim.until !== undefined && t("untilDate", { date: date(claim.until) }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(" ") : null;
}

/** "2 sources, 1 original report from Barrick": sources that retell one report are one witness. */
export function witnesses(claim: Claim): string {
  const cited = new Set(claim.cite.map((citation) => citation.source)).size;
  const { lineages, witnesses } = claim.evidence;
  const said = cited === 1 ? t("sourcesOne") : t("sourcesMany", { n: cited });
  if (lineages === cited) return said;
  const reports = lineages === 1 ? t("reportsOne") : t("reportsMany", { n: lineages });
  const counted = t("witnesses", { sources: said, reports });
  return lineages < cited
    ? `${counted} ${t("reportFrom", { names: list(witnesses.map(({ root }) => rootName(root))) })}`
    : counted;
}

/** A root is a source's id or a speaker's name. */
function rootName(root: string): string {
  const source = sources.value.get(root);
  return source === undefined ? root : publisherOf(source);
}
