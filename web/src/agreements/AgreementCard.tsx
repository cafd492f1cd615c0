import type { Agreement } from "../api/types";
import { English } from "../common/English";
import { date, list, t, term } from "../i18n";
import { Mark } from "../citations/ClaimItem";
import { sourcesOf } from "../claims/witnesses";
import { Value } from "../records/Value";
import { RecordLink } from "../records/RecordLink";
import { openRef } from "../state/page";
import { sameRecord } from "../state/ref";
import { Unplaced } from "./Unplaced";
import { begunOn, milestonesOf, signedOn, activeClaims } from "./timeline";

/** One agreement on the timeline: parties, scope, amounts, milestones and sites. */
export function AgreementCard({ agreement }: { agreement: Agreement }) {
  const { id, properties: facts } = agreement;
  const amounts = activeClaims(agreement, "amount");
  const scopes = activeClaims(agreement, "scope");
  const milestones = milestonesOf(agreement);
  const current = sameRecord(openRef.value, { kind: "agreement", id });
  const disputed = facts.claims.some((claim) => claim.evidence.disputed_by.length > 0);
  const sources = new Set(facts.claims.flatMap(sourcesOf)).size;
  return (
    <li class={current ? "deal deal-open" : "deal"} id={`agreement-${id}`}>
      <article aria-labelledby={`agreement-name-${id}`}>
        <p class="deal-when">
          <When agreement={agreement} /> <span class="deal-kind">{term("agreement", facts.kind)}</span>
          {disputed && <Mark standing="disputed" />}
        </p>
        <h4 class="deal-name" id={`agreement-name-${id}`}>
          <RecordLink kind="agreement" id={id} />
        </h4>
        <Parties agreement={agreement} />
        {scopes.map((claim, index) => (
          <p key={index} class="deal-scope">
            <Value claim={claim} />
          </p>
        ))}
        {amounts.length > 0 && (
          <ul class="deal-amounts" aria-label={t("section.amounts")}>
            {amounts.map((claim, index) => (
              <li key={index}>
                <Value claim={claim} /> <Mark standing={claim.evidence.standing} />
              </li>
            ))}
          </ul>
        )}
        {milestones.length > 0 && (
          <ol class="milestones" aria-label={t("section.milestones")}>
            {milestones.map((claim, index) => (
              <li key={index} class="milestone">
                <Value claim={claim} />
              </li>
            ))}
          </ol>
        )}
        {facts.sites.length > 0 && (
          <p class="deal-sites">
            <span class="deal-label">{t("agreements.sites")}</span>{" "}
            {facts.sites.map((site) => (
              <RecordLink key={site} kind="site" id={site} class="deal-site" />
            ))}
          </p>
        )}
        <Unplaced why={facts.unplaced} />
        <p class="deal-more">
          <RecordLink kind="agreement" id={id}>
            {t("count.claimsAndSources", {
              claims: t("count.claims", { n: facts.claims.length }),
              sources: t("count.sources", { n: sources }),
            })}
            <span class="unseen"> ({facts.name})</span>
          </RecordLink>
        </p>
      </article>
    </li>
  );
}

/** The date of signature, or every date that sources give; else the date of the first milestone. */
function When({ agreement }: { agreement: Agreement }) {
  const signed = signedOn(agreement);
  if (signed.length > 0)
    return <strong>{t("agreements.signedOn", { date: list(signed.map(date), "disjunction") })}</strong>;
  const begun = begunOn(agreement);
  return <strong>{begun === null ? t("claim.undated") : date(begun)}</strong>;
}

/** The parties, each once, with their roles. */
function Parties({ agreement }: { agreement: Agreement }) {
  const parties = activeClaims(agreement, "party");
  if (parties.length === 0) return null;
  const first = parties.filter(
    (claim, index) => parties.findIndex((other) => other.organization === claim.organization) === index,
  );
  return (
    <ul class="deal-parties" aria-label={t("section.parties")}>
      {first.map((claim) => (
        <li key={claim.organization}>
          <RecordLink kind="organization" id={claim.organization} />
          {claim.role !== undefined && (
            <span class="deal-role">
              {" "}
              <English>{claim.role}</English>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
