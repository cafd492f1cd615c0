import type { Claim, Conflict, Site } from "../api/types";
import { English, Name } from "../common/English";
import { t, term } from "../i18n";
import { siteName } from "../list/labels";
import { siteById } from "../state/atlas";
import { Cites } from "./Cites";
import { ClaimMeta } from "./ClaimItem";
import { aboutLabel } from "./Claims";
import { rivalGroups } from "./rivals";
import { Section } from "./Section";
import { Value } from "./Value";

/** Rival claims side by side, each with those who make it; then what is at odds with another record. */
export function Disagreement({ site }: { site: Site }) {
  const claims = site.properties.claims;
  const groups = rivalGroups(claims);
  const conflicts = claims.flatMap((claim) =>
    (claim.conflicts_with ?? []).map((conflict) => ({ claim, conflict })),
  );
  if (groups.length === 0 && conflicts.length === 0) return null;
  return (
    <Section id="disagree" heading={t("disagree")} class="section-disagree">
      {groups.length > 0 && <p class="section-intro">{t("disagreeIntro")}</p>}
      {groups.map((group, nth) => (
        <Rivals key={nth} group={group} />
      ))}
      {conflicts.map(({ claim, conflict }, nth) => (
        <AtOdds key={nth} claim={claim} conflict={conflict} />
      ))}
    </Section>
  );
}

function Rivals({ group }: { group: Claim[] }) {
  const [first] = group;
  return (
    <div class="rivals-group">
      {first !== undefined && <h4 class="sub-heading">{aboutLabel(first.about)}</h4>}
      <ul class="rivals">
        {group.map((claim, nth) => (
          <li key={nth} class="rival">
            <div class="claim-value">
              <Value claim={claim} /> <Cites cite={claim.cite} />
            </div>
            <ClaimMeta claim={claim} stands="standing" />
            {claim.note !== undefined && (
              <p class="claim-note">
                <English>{claim.note}</English>
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function AtOdds({ claim, conflict }: { claim: Claim; conflict: Conflict }) {
  const record = siteById.value.get(conflict.record);
  const name = record === undefined ? term("country", conflict.record) : siteName(record);
  return (
    <div class="rivals-group">
      <h4 class="sub-heading">
        <Name>{t("conflictsWith", { record: name })}</Name>
      </h4>
      <div class="rival">
        <div class="claim-value">
          <Value claim={claim} /> <Cites cite={claim.cite} />
        </div>
        <p class="claim-note">
          <English>{conflict.why}</English> <Cites cite={conflict.cite} />
        </p>
      </div>
    </div>
  );
}
