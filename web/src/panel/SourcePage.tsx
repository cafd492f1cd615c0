import { useMemo } from "preact/hooks";
import type { Claim, Source } from "../api/types";
import { English } from "../common/English";
import { t } from "../i18n";
import { cites, mentions } from "../records/mentions";
import { RecordLink } from "../records/RecordLink";
import { recordClaims } from "../records/recordClaims";
import { sources } from "../state/atlas";
import { claimLabel } from "../claims/kinds";
import { Value } from "../records/Value";
import type { PageProps } from "../citations/context";
import { publisherOf } from "../claims/bibliography";
import { Mark } from "../citations/ClaimItem";
import { Mentions, RECORDS_WITH_CLAIMS } from "./Mentions";
import { citationsOf, placeKey } from "../claims/numbering";
import { passageAddress } from "../citations/passage";
import { Outward, Place } from "../citations/Place";
import { Fact } from "./RecordHeader";
import { SourceFacts, titleLanguage } from "../citations/Sources";

/** A source, the sources it is based on or repeated by, and every claim that cites it. */
export function SourcePage({ id, heading }: PageProps) {
  const record = sources.value.get(id);
  const citing = useMemo(
    () =>
      RECORDS_WITH_CLAIMS.map((kind) => ({
        kind,
        found: mentions(recordClaims.value, kind, (claim) => cites(claim, id)),
      })),
    [id, recordClaims.value],
  );
  if (record === undefined) return null;
  const address = passageAddress(record);
  return (
    <>
      <header class="panel-header">
        <p class="panel-kind">{t("facet.source")}</p>
        <h2
          class="panel-name panel-title"
          ref={heading}
          tabIndex={-1}
          lang={titleLanguage(record)}
          dir="auto"
        >
          {record.title}
        </h2>
        <SourceFacts source={record} />
        {address !== null && (
          <p class="panel-link">
            <Outward address={address}>{t("sources.open")}</Outward>
          </p>
        )}
        {record.note !== undefined && (
          <p class="claim-note">
            <English>{record.note}</English>
          </p>
        )}
        <Lineage record={record} />
      </header>
      {citing.every(({ found }) => found.length === 0) && (
        <p class="section-intro">{t("sources.citedByNone")}</p>
      )}
      {citing.map(({ kind, found }) => (
        <Mentions
          key={kind}
          kind={kind}
          mentions={found}
          item={(claim, labelled) => <Cited claim={claim} source={record} labelled={labelled} />}
        />
      ))}
    </>
  );
}

/** The sources it is based on, and those that repeat it. */
function Lineage({ record }: { record: Source }) {
  const retells = record.custom.derives_from ?? [];
  const retold = [...sources.value.values()].filter((other) =>
    other.custom.derives_from?.includes(record.id),
  );
  if (retells.length === 0 && retold.length === 0) return null;
  return (
    <dl class="facts">
      {retells.length > 0 && (
        <Fact label={t("sources.retellsThese")}>
          <SourceList ids={retells} />
        </Fact>
      )}
      {retold.length > 0 && (
        <Fact label={t("sources.retoldBy")}>
          <SourceList ids={retold.map((other) => other.id)} />
        </Fact>
      )}
    </dl>
  );
}

function SourceList({ ids }: { ids: readonly string[] }) {
  return (
    <ul class="facts-names">
      {ids.map((other) => {
        const source = sources.value.get(other);
        return (
          <li key={other}>
            <RecordLink kind="source" id={other} />{" "}
            {source !== undefined && <span class="aside">{publisherOf(source)}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** A claim, and the places in this source that support it. */
function Cited({ claim, source, labelled }: { claim: Claim; source: Source; labelled: boolean }) {
  const standing = claim.evidence.standing;
  const places = citationsOf(claim).filter((citation) => citation.source === source.id);
  const distinct = places.filter(
    (place, index) => places.findIndex((other) => placeKey(other) === placeKey(place)) === index,
  );
  return (
    <li class={`claim claim-${standing}`}>
      {labelled && <p class="claim-about">{claimLabel(claim)}</p>}
      <div class="claim-value">
        <Value claim={claim} /> <Mark standing={standing} />
      </div>
      <ul class="places">
        {distinct.map((place, index) => (
          <li key={index} class="place">
            <Place citation={place} source={source} />
          </li>
        ))}
      </ul>
    </li>
  );
}
