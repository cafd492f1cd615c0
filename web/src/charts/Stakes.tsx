import type { OwnerClaim } from "../api/types";
import { Name } from "../common/English";
import { t, term } from "../i18n";
import { heldWhen, Mark } from "../citations/ClaimItem";
import { Section } from "../citations/Section";
import { firsts } from "../preference/choice";
import { ShownFirst } from "../preference/Prefer";
import { RecordLink } from "../records/RecordLink";
import { organizationName, type RecordClaims, recordClaims } from "../records/recordClaims";
import type { RecordRef } from "../state/ref";

/** The stakes that an organization and its subsidiaries hold in each site. */
export function Stakes({
  id,
  parts,
  sites,
}: {
  id: string;
  parts: ReadonlySet<string>;
  sites: readonly RecordClaims[];
}) {
  const stakes = sites.flatMap(({ ref, claims }) => {
    const owned = claims.filter(
      (claim): claim is OwnerClaim => claim.about === "owner" && parts.has(claim.organization),
    );
    return owned.length === 0 ? [] : { ref, owned };
  });
  if (stakes.length === 0) return null;
  return (
    <Section id="chart-stakes" heading={t("charts.stakes")} count={stakes.length}>
      <p class="chart-note">{t("charts.stakesNote")}</p>
      <ul class="stakes">
        {stakes.map(({ ref, owned }) => (
          <li key={ref.id} class="stakes-site">
            <RecordLink {...ref} class="stakes-name" />
            <Shares site={ref} owned={owned} of={id} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Shares({ site, owned, of }: { site: RecordRef; owned: readonly OwnerClaim[]; of: string }) {
  // A rival claim may name another organization, so all claims of the record are needed.
  const all =
    recordClaims.value.find(({ ref }) => ref.kind === site.kind && ref.id === site.id)?.claims ?? [];
  const first = firsts(all);
  return (
    <ul class="stakes-shares">
      {owned.map((claim, index) => {
        const standing = claim.evidence.standing;
        const share = claim.share_percent;
        const why = first.get(claim);
        const hollow = standing !== "active" && why === undefined;
        const when = heldWhen(claim);
        return (
          <li key={index} class={`interest claim-${standing}`} data-share={share}>
            <span
              class={share === undefined ? "figure-track interest-unknown" : "figure-track"}
              aria-hidden="true"
            >
              {share !== undefined && (
                <span
                  class={`figure-bar interest-${claim.interest}${hollow ? " figure-hollow" : ""}`}
                  style={{ inlineSize: `${Math.min(100, share)}%` }}
                />
              )}
            </span>
            <strong class="figures figure-amount">
              {share === undefined ? t("claim.stakeUnknown") : t("claim.stake", { percent: share })}
            </strong>
            <span class="figure-who">
              <span>{term("interest", claim.interest)}</span>
              {claim.organization !== of && (
                <Name>{t("charts.heldBy", { name: organizationName(claim.organization) })}</Name>
              )}
              {when !== null && <span>{when}</span>}
              <Mark standing={standing} />
              {why !== undefined && <ShownFirst why={why} />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
