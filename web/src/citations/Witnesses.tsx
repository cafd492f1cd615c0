import type { Citation, Claim } from "../api/types";
import { t } from "../i18n";
import { RecordLink } from "../records/RecordLink";
import { sources } from "../state/atlas";
import { publisherOf } from "../claims/bibliography";
import { Place } from "./Place";
import { areArticles, type Lineage, lineages, sourcesOf } from "../claims/witnesses";

/** The name of a root, which is a source's id or a speaker's name. */
function rootName(root: string): string {
  const source = sources.value.get(root);
  return source === undefined ? root : publisherOf(source);
}

/** "3 articles, 1 original report from Barrick". */
function witnessText(claim: Claim): string {
  const sourceCount = sourcesOf(claim).length;
  const reportCount = claim.evidence.lineages;
  const articles = areArticles(claim, sources.value);
  const cited = t(articles ? "count.articles" : "count.sources", { n: sourceCount });
  // The server computes no lineages for claims about organizations.
  if (reportCount === sourceCount || reportCount === 0) return cited;
  const reports = t("count.reports", { n: reportCount });
  const text = t("reports.summary", { sources: cited, reports });
  // A single report is named here; several are listed below.
  return reportCount === 1
    ? `${text} ${t("reports.from", { names: claim.evidence.witnesses.map(({ root }) => rootName(root)).join("") })}`
    : text;
}

/** The number of sources and original reports, which opens to show how they are related. */
export function Witnesses({ claim, open = false }: { claim: Claim; open?: boolean }) {
  const grouped = lineages(claim);
  if (claim.cite.length < 2) {
    // A single citation needs no list; its source is named where there is no numbered list of sources.
    return open ? <CitedSources citations={claim.cite} speakers /> : <span>{witnessText(claim)}</span>;
  }
  return (
    <details class="witnesses" open={open}>
      <summary>{witnessText(claim)}</summary>
      {grouped.length === 0 ? (
        <CitedSources citations={claim.cite} />
      ) : (
        <ul class="lineages">
          {grouped.map((lineage) => (
            <Root key={lineage.root} lineage={lineage} />
          ))}
        </ul>
      )}
    </details>
  );
}

function Root({ lineage: { root, citations } }: { lineage: Lineage }) {
  const source = sources.value.get(root);
  const outlets = new Set(citations.map((citation) => citation.source));
  if (citations.every((citation) => citation.source === root)) {
    return (
      <li class="lineage">
        <CitedSources citations={citations} />
      </li>
    );
  }
  return (
    <li class="lineage">
      <p class="lineage-root">
        {source === undefined ? (
          <bdi>{t("reports.inTheWordsOf", { name: root })}</bdi>
        ) : (
          <>
            {t("reports.of")}{" "}
            <RecordLink kind="source" id={root}>
              <bdi>{publisherOf(source)}</bdi>
            </RecordLink>
          </>
        )}
        {outlets.size > 1 && <span class="aside"> {t("reports.reportedBy", { n: outlets.size })}</span>}
      </p>
      <CitedSources citations={citations} />
    </li>
  );
}

/** The citing sources, each with the places cited. */
function CitedSources({
  citations,
  speakers = false,
}: {
  citations: readonly Citation[];
  speakers?: boolean;
}) {
  const ids = [...new Set(citations.map((citation) => citation.source))];
  return (
    <ul class="cited-sources">
      {ids.map((id) => {
        const source = sources.value.get(id);
        return (
          <li key={id}>
            <RecordLink kind="source" id={id}>
              <bdi>{source === undefined ? id : publisherOf(source)}</bdi>
            </RecordLink>
            {citations
              .filter((citation) => citation.source === id)
              .map((citation, index) => (
                <span key={index} class="cited-place">
                  {speakers && citation.attributed_to !== undefined && (
                    <span>{t("sources.quotes", { name: citation.attributed_to })}</span>
                  )}
                  <Place citation={citation} source={source} short />
                </span>
              ))}
          </li>
        );
      })}
    </ul>
  );
}
