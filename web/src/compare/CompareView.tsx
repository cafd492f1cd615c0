import { useMemo } from "preact/hooks";
import type { Site } from "../api/types";
import { Evidence } from "../common/Evidence";
import { View } from "../common/View";
import { t, term } from "../i18n";
import { estimateTerms } from "../claims/amounts";
import { sectionLabel } from "../claims/kinds";
import { ClaimItem } from "../citations/ClaimItem";
import { Numbers, SourceList } from "../citations/context";
import { numberCited } from "../claims/numbering";
import { Sources } from "../citations/Sources";
import { RecordLink } from "../records/RecordLink";
import { mineralName } from "../records/recordClaims";
import { SiteMarker } from "../common/Marker";
import { agreements, ready } from "../state/atlas";
import { siteById } from "../state/sites";
import { compared } from "../state/page";
import { Chosen } from "./Chosen";
import { type Row, rows } from "./rows";

/** Two to four sites side by side, with one numbered list of sources. */
export function CompareView() {
  const sites = compared.value.flatMap((id) => siteById.value.get(id) ?? []);
  const table = useMemo(() => rows(sites), [siteById.value, compared.value]);
  const numbers = useMemo(
    () =>
      numberCited(
        table.flatMap(({ cells }) => cells.flat()),
        [],
      ),
    [table],
  );
  if (!ready.value) return null;
  return (
    <View heading="view.compare" intro="compare.intro" wide head={<Chosen />}>
      {sites.length < 2 ? (
        <p>{t("compare.none")}</p>
      ) : (
        <SourceList.Provider value="compared">
          <Numbers.Provider value={numbers}>
            <Table sites={sites} table={table} />
            <Sources />
          </Numbers.Provider>
        </SourceList.Provider>
      )}
    </View>
  );
}

/** The roles are explicit because the phone layout changes `display`, which removes table semantics in some browsers. */
function Table({ sites, table }: { sites: readonly Site[]; table: readonly Row[] }) {
  return (
    <div class="compare-scroll" role="region" aria-label={t("compare.label")} tabIndex={0}>
      <table class="compare" role="table" style={{ "--sites": sites.length }}>
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            {sites.map((site) => (
              <th key={site.id} scope="col" role="columnheader">
                <SiteMarker site={site} />
                <RecordLink kind="site" id={site.id} />
                <span class="compare-kind">
                  {term("kind", site.properties.kind)}
                  {site.properties.province !== null && ` · ${term("province", site.properties.province)}`}
                </span>
                <Evidence level={site.properties.evidence} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {table.map((row, index) => (
            <tr key={index} role="row" class={row.differs ? "compare-differs" : undefined}>
              <th scope="row" role="rowheader">
                <span class="compare-row">
                  <RowName row={row} />
                  {row.differs && <span class="compare-mark">{t("compare.differs")}</span>}
                </span>
              </th>
              {row.cells.map((claims, column) => (
                <td key={column} role="cell">
                  {claims.length === 0 ? (
                    <span class="aside">{t("compare.nothing")}</span>
                  ) : (
                    <ul class="claims">
                      {claims.map((claim, which) => (
                        <ClaimItem key={which} claim={claim} />
                      ))}
                    </ul>
                  )}
                </td>
              ))}
            </tr>
          ))}
          <Touching sites={sites} />
        </tbody>
      </table>
    </div>
  );
}

/** The heading of a row; for estimates, the terms that make them comparable. */
function RowName({ row: { about, terms } }: { row: Row }) {
  if (terms === null) return <>{sectionLabel(about)}</>;
  const minerals = (terms.metals ?? []).map(({ mineral }) => mineralName(mineral));
  const parts = [minerals.length > 0 ? minerals.join(", ") : t("claim.ore"), ...estimateTerms(terms)];
  return (
    <>
      {t("about.estimate")} <span class="compare-terms">{parts.join(" · ")}</span>
    </>
  );
}

function Touching({ sites }: { sites: readonly Site[] }) {
  const of = sites.map(({ id }) =>
    [...agreements.value.values()].filter(({ properties }) => properties.sites.includes(id)),
  );
  if (of.every((touching) => touching.length === 0)) return null;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <span class="compare-row">{t("view.agreements")}</span>
      </th>
      {of.map((touching, column) => (
        <td key={column} role="cell">
          {touching.length === 0 && <span class="aside">{t("compare.nothing")}</span>}
          <ul class="links">
            {touching.map(({ id }) => (
              <li key={id}>
                <RecordLink kind="agreement" id={id} />
              </li>
            ))}
          </ul>
        </td>
      ))}
    </tr>
  );
}
