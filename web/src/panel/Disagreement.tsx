import type { Claim } from "../api/types";
import { English } from "../common/English";
import { t } from "../i18n";
import { changed, ranked } from "../preference/choice";
import { Changes, Prefer } from "../preference/Prefer";
import { conflicts, type Dispute, type Side } from "../records/disputes";
import { RecordLink } from "../records/RecordLink";
import { recordClaims } from "../records/recordClaims";
import { type RecordRef, sameRecord } from "../state/ref";
import { claimLabel, sectionLabel } from "../claims/kinds";
import { Value } from "../records/Value";
import { Cites } from "../citations/Cites";
import { ClaimMeta, Judged, Note } from "../citations/ClaimItem";
import { rivalGroups } from "../claims/standing";
import { Section } from "../citations/Section";

/** Rival claims side by side with their sources, then conflicts with other records. */
export function Disagreement({ record, claims }: { record: RecordRef; claims: readonly Claim[] }) {
  const groups = rivalGroups(claims);
  const conflicting = conflicts(recordClaims.value).filter(({ sides }) =>
    sides.some((side) => sameRecord(side.record, record)),
  );
  if (groups.length === 0 && conflicting.length === 0) return null;
  return (
    <Section id="disagree" heading={t("claim.disagree")} class="section-disagree">
      {groups.length > 0 && (
        <>
          <p class="section-intro">{t("claim.disagreeIntro")}</p>
          <Prefer>
            <Changes changes={groups.flatMap((group) => changed(group) ?? [])} />
          </Prefer>
        </>
      )}
      {groups.map((group, index) => (
        <Rivals key={index} group={group} />
      ))}
      {conflicting.map((dispute, index) => (
        <ConflictItem key={index} dispute={dispute} record={record} />
      ))}
    </Section>
  );
}

function Rivals({ group }: { group: readonly Claim[] }) {
  const { claims, why } = ranked(group);
  const [first] = claims;
  return (
    <div class="rivals-group">
      {first !== undefined && (
        <h4 class="sub-heading">
          {first.about === "figure" ? claimLabel(first) : sectionLabel(first.about)}
        </h4>
      )}
      <ul class="rivals">
        {claims.map((claim, index) => (
          <li key={index} class="rival">
            <div class="claim-value">
              <Value claim={claim} /> <Cites cite={claim.cite} />
            </div>
            <ClaimMeta claim={claim} standing="active" first={index === 0 ? why : undefined} />
            <Note claim={claim} />
            <Judged claim={claim} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A claim of this record and one of another that cannot both be true. */
function ConflictItem({ dispute: { sides, conflict }, record }: { dispute: Dispute; record: RecordRef }) {
  const other = sides.find((side) => !sameRecord(side.record, record));
  return (
    <div class="rivals-group">
      <h4 class="sub-heading">
        {other === undefined ? t("claim.conflictsUnknown") : t("claim.conflictsWith")}{" "}
        {other !== undefined && <RecordLink {...other.record} />}
      </h4>
      <ul class="rivals">
        {sides.map((side, index) => (
          <ConflictSide key={index} side={side} own={side !== other} />
        ))}
      </ul>
      {conflict !== null && (
        <p class="claim-why">
          <English>{conflict.why}</English> <Cites cite={conflict.cite} />
        </p>
      )}
    </div>
  );
}

function ConflictSide({ side: { record, claim }, own }: { side: Side; own: boolean }) {
  return (
    <li class="rival">
      <p class="claim-about">{own ? t("panel.here") : <RecordLink {...record} />}</p>
      <div class="claim-value">
        <Value claim={claim} /> {own && <Cites cite={claim.cite} />}
      </div>
      <ClaimMeta claim={claim} standing={claim.evidence.standing} open={!own} />
    </li>
  );
}
