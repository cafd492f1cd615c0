import { type ComponentChildren, Fragment } from "preact";
import type { Claim } from "../api/types";
import { Evidence } from "../common/Evidence";
import { Icon } from "../common/Icon";
import { t, term } from "../i18n";
import { RecordLink } from "../records/RecordLink";
import type { RecordClaims } from "../records/recordClaims";
import { agreements } from "../state/atlas";
import { siteById, allSites } from "../state/sites";
import type { RecordKind, RecordRef } from "../state/ref";
import { ClaimItem } from "../citations/ClaimItem";
import { byStanding } from "../claims/standing";
import { Section } from "../citations/Section";

/** The kinds of record that have claims, in the order in which a page lists them. */
export const RECORDS_WITH_CLAIMS = [
  "site",
  "agreement",
  "country",
  "organization",
] as const satisfies readonly RecordKind[];

const HEADINGS = {
  site: "list.label",
  agreement: "view.agreements",
  country: "record.countries",
  organization: "record.organizations",
} as const;

interface Props {
  kind: (typeof RECORDS_WITH_CLAIMS)[number];
  mentions: readonly RecordClaims[];
  /** Renders a claim, with a label for its kind where `labelled`; by default as in its own record's panel. */
  item?: (claim: Claim, labelled: boolean) => ComponentChildren;
}

/** The claims shown per record before "more"; a single further claim is shown too. */
const SHOWN = 3;

/** Records of one kind, each with the claims that match. */
export function Mentions({ kind, mentions, item }: Props) {
  if (mentions.length === 0) return null;
  const write = item ?? ((claim, labelled) => <ClaimItem claim={claim} labelled={labelled} />);
  return (
    <Section id={`mentions-${kind}`} heading={t(HEADINGS[kind])} count={mentions.length}>
      {kind === "site" && allSites.value === null && <p class="mention-facts">{t("list.readSoFar")}</p>}
      {mentions.map(({ ref, claims }) => (
        <article key={ref.id} class="mention">
          <h4 class="mention-name">
            <RecordLink {...ref} />
          </h4>
          <Facts record={ref} />
          <ClaimList claims={byStanding(claims)} write={write} />
        </article>
      ))}
    </Section>
  );
}

function ClaimList({ claims, write }: { claims: readonly Claim[]; write: NonNullable<Props["item"]> }) {
  const few = claims.length > SHOWN + 1 ? SHOWN : claims.length;
  const items = (from: number, to: number): ComponentChildren =>
    claims
      .slice(from, to)
      .map((claim, index) => (
        <Fragment key={index}>
          {write(claim, index === 0 || claims[from + index - 1]?.about !== claim.about)}
        </Fragment>
      ));
  return (
    <>
      <ul class="claims">{items(0, few)}</ul>
      {few < claims.length && (
        <details class="more">
          <summary>{t("claim.more", { n: claims.length - few })}</summary>
          <ul class="claims">{items(few, claims.length)}</ul>
        </details>
      )}
    </>
  );
}

/** A line that distinguishes a record from others of its kind. */
export function Facts({ record: { kind, id } }: { record: RecordRef }) {
  const site = kind === "site" ? siteById.value.get(id) : undefined;
  if (site !== undefined) {
    return (
      <p class="mention-facts">
        <span>{term("kind", site.properties.kind)}</span>
        <Evidence level={site.properties.evidence} />
        {site.geometry === null && (
          <span class="row-place">
            <Icon name="unmapped" />
            {t("list.unlocatedSite")}
          </span>
        )}
      </p>
    );
  }
  const agreement = kind === "agreement" ? agreements.value.get(id) : undefined;
  if (agreement === undefined) return null;
  return (
    <p class="mention-facts">
      <span>{term("agreement", agreement.properties.kind)}</span>
    </p>
  );
}
