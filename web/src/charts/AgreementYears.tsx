import { byYear } from "../agreements/timeline";
import { t } from "../i18n";
import { RecordLink } from "../records/RecordLink";
import { agreements } from "../state/atlas";
import { shown, allSites } from "../state/sites";
import { isEmpty } from "../state/filters";
import { filters } from "../state/page";
import { gaps } from "./years";

/** A dot for each agreement in its year, with gaps shown. */
export function AgreementYears() {
  const all = [...agreements.value.values()];
  // Where the atlas is too large to load, the matching sites are not all known.
  const filtered = !isEmpty(filters.value) && allSites.value !== null;
  const matching = new Set(shown.value.map(({ id }) => id));
  const affecting = all.filter(
    ({ properties }) => !filtered || properties.sites.some((id) => matching.has(id)),
  );
  return (
    <>
      <p class="chart-note">
        {filtered
          ? t("charts.agreementsNote", { shown: affecting.length, n: all.length })
          : t("charts.agreementsAll", { n: all.length })}
      </p>
      <ol class="years">
        {gaps(byYear(affecting)).map((row) =>
          "from" in row ? (
            <li key={row.from} class="year-gap">
              {row.from === row.to
                ? t("charts.noYear", { year: row.from })
                : t("charts.noYears", { from: row.from, to: row.to })}
            </li>
          ) : (
            <li key={row.year} class="year">
              <span class="year-name">{row.year ?? t("claim.undated")}</span>
              <ul class="year-dots">
                {row.agreements.map(({ id }) => (
                  <li key={id}>
                    <RecordLink kind="agreement" id={id} class="year-dot" />
                  </li>
                ))}
              </ul>
            </li>
          ),
        )}
      </ol>
    </>
  );
}
