import type { ComponentChildren } from "preact";
import { View } from "../common/View";
import { Chips } from "../filters/Chips";
import { SearchBox } from "../filters/SearchBox";
import { t } from "../i18n";
import { ACTIVITIES } from "../markers/spec";
import { ready, total } from "../state/atlas";
import { matched, allSites } from "../state/sites";
import { AgreementYears } from "./AgreementYears";
import { FacetChart } from "./FacetChart";

/** Counts of the sites that match the filters; every bar is a filter. */
export function ChartsView() {
  return (
    <View
      heading="view.charts"
      intro="charts.intro"
      wide
      head={
        <>
          <SearchBox />
          <Chips />
          <p class="view-count" role="status">
            {matched.value === null
              ? t("page.loading")
              : t("list.count", { shown: matched.value, n: total.value })}
          </p>
        </>
      }
    >
      {ready.value && (
        <div class="charts">
          <Chart id="mineral" heading={t("charts.mineral")}>
            <Patterns />
            <FacetChart facet="mineral" />
          </Chart>
          <Chart id="status" heading={t("charts.status")}>
            <FacetChart facet="status" />
          </Chart>
          <Chart id="province" heading={t("charts.province")}>
            <FacetChart facet="province" />
          </Chart>
          <Chart id="agreements" heading={t("charts.agreements")}>
            <AgreementYears />
          </Chart>
        </div>
      )}
    </View>
  );
}

function Chart({ id, heading, children }: { id: string; heading: string; children: ComponentChildren }) {
  return (
    <section class={`chart chart-${id}`} aria-labelledby={`chart-${id}`}>
      <h3 class="chart-heading" id={`chart-${id}`}>
        {heading}
      </h3>
      {children}
    </section>
  );
}

/** The legend of the bars' patterns. */
function Patterns() {
  if (allSites.value === null) return null;
  return (
    <>
      <p class="chart-note">{t("charts.mineralNote")}</p>
      <ul class="patterns">
        {ACTIVITIES.map((activity) => (
          <li key={activity}>
            <span class={`bar-part pattern-${activity}`} aria-hidden="true" />
            {t(`activity.${activity}`)}
          </li>
        ))}
      </ul>
    </>
  );
}
