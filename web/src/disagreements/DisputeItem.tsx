import type { Citation, Claim } from "../api/types";
import { English } from "../common/English";
import { distance, t } from "../i18n";
import { publisherOf } from "../claims/bibliography";
import { heldWhen, Mark, Note } from "../citations/ClaimItem";
import { metresBetween } from "../map/geometry/circle";
import { claimLabel } from "../claims/kinds";
import { Value } from "../records/Value";
import { Witnesses } from "../citations/Witnesses";
import { changed, rivalsOf, ranked } from "../preference/choice";
import { Changes, ShownFirst } from "../preference/Prefer";
import type { Reason } from "../claims/ranking";
import type { Dispute, Side } from "../records/disputes";
import { RecordLink } from "../records/RecordLink";
import { sources } from "../state/atlas";
import { formatRef, type RecordRef } from "../state/ref";

/** One dispute: its topic, each side with its sources, and our judgement if there is one. */
export function DisputeItem({ dispute }: { dispute: Dispute }) {
  const { conflict } = dispute;
  const rivals = rivalsOf(dispute);
  const { claims, why } = ranked(dispute.sides.map(({ claim }) => claim));
  const sides =
    rivals.length === 0
      ? dispute.sides
      : claims.flatMap((claim) => dispute.sides.find((side) => side.claim === claim) ?? []);
  const change = changed(rivals);
  const accepted = sides.find(({ claim }) => claim.judgement?.verdict === "accepted");
  const records = [...new Map(sides.map(({ record }) => [formatRef(record), record])).values()];
  const [first] = sides;
  if (first === undefined) return null;
  return (
    <li class={dispute.open ? "dispute dispute-open" : "dispute"}>
      <h4 class="dispute-name">
        {records.map((record, index) => (
          <span key={formatRef(record)}>
            {index > 0 && <span class="dispute-versus"> {t("disagreements.versus")} </span>}
            <RecordLink {...record} />
          </span>
        ))}
        {conflict === null && <span class="dispute-about">{claimLabel(first.claim)}</span>}
      </h4>
      {change !== null && (
        <div class="prefer-changes">
          <Changes changes={[change]} />
        </div>
      )}
      <ul class="dispute-sides">
        {sides.map((side, index) => (
          <SideItem
            key={index}
            side={side}
            named={records.length > 1}
            from={(accepted ?? first).claim}
            why={index === 0 && rivals.length > 0 ? why : null}
          />
        ))}
      </ul>
      {conflict !== null && (
        <p class="dispute-why">
          <strong>{t("disagreements.why")}:</strong> <English>{conflict.why}</English>{" "}
          <BasedOn cite={conflict.cite} />
        </p>
      )}
    </li>
  );
}

interface SideProps {
  side: Side;
  /** Whether to name the record of the claim. */
  named: boolean;
  /** The claim from which distances are measured. */
  from: Claim;
  /** Why it is shown first, if it is. */
  why: Reason | null;
}

function SideItem({ side: { record, claim }, named, from, why }: SideProps) {
  const when = heldWhen(claim);
  const { judgement } = claim;
  const standing = claim.evidence.standing;
  return (
    <li class={`dispute-side claim-${standing}`}>
      {named && <RecordName record={record} />}
      <div class="claim-value">
        <Value claim={claim} />
      </div>
      <Away claim={claim} from={from} />
      <div class="claim-meta">
        {standing !== "disputed" && <Mark standing={standing} />}
        {why !== null && <ShownFirst why={why} />}
        {judgement?.verdict === "accepted" && (
          <strong class="mark mark-accepted">{t("claim.accepted")}</strong>
        )}
        {when !== null && <span>{when}</span>}
      </div>
      <Witnesses claim={claim} open />
      <Note claim={claim} />
      {judgement !== undefined && (
        <p class="claim-why">
          <strong>
            {judgement.verdict === "accepted" ? t("claim.whyAccepted") : t("claim.whyRejected")}:
          </strong>{" "}
          <English>{judgement.why}</English> <BasedOn cite={judgement.cite} />
        </p>
      )}
    </li>
  );
}

function RecordName({ record }: { record: RecordRef }) {
  return (
    <p class="claim-about">
      <RecordLink {...record} />
    </p>
  );
}

/** The sources of a judgement or a conflict. */
function BasedOn({ cite }: { cite: readonly Citation[] }) {
  const ids = [...new Set(cite.map((citation) => citation.source))];
  if (ids.length === 0) return null;
  return (
    <span class="rests">
      {t("disagreements.restsOn")}{" "}
      {ids.map((id, index) => {
        const source = sources.value.get(id);
        return (
          <span key={id}>
            {index > 0 && ", "}
            <RecordLink kind="source" id={id}>
              <bdi>{source === undefined ? id : publisherOf(source)}</bdi>
            </RecordLink>
          </span>
        );
      })}
    </span>
  );
}

/** The distance of a location from the accepted one, else from the first. */
function Away({ claim, from }: { claim: Claim; from: Claim }) {
  if (claim === from || claim.about !== "location" || from.about !== "location") return null;
  if (claim.coordinates === undefined || from.coordinates === undefined) return null;
  const metres = distance(metresBetween(from.coordinates, claim.coordinates));
  const accepted = from.judgement?.verdict === "accepted";
  return (
    <p class="claim-away">{t(accepted ? "location.away" : "location.awayFromFirst", { distance: metres })}</p>
  );
}
