import { useState } from "preact/hooks";
import { MineralIcon } from "../common/MineralIcon";
import { Name } from "../common/English";
import { valueLabel } from "../filters/labels";
import { list, number, t } from "../i18n";
import { NEUTRAL, activityOf } from "../markers/spec";
import { minerals } from "../state/atlas";
import { indexed, allSites, facetValues, matched } from "../state/sites";
import { type Facet } from "../state/facets";
import { filters, toggle } from "../state/page";
import { type Bar, counted, type Counted, foremost, ranked } from "./counts";

/** The bars shown at first. */
const MOST = 15;

/** The server's counts, which have no parts, if not all sites are in memory. */
function count(facet: Facet): Counted {
  if (allSites.value !== null) return counted(indexed.value, filters.value, facet);
  return { bars: ranked(facetValues(facet).map((value) => ({ ...value, parts: [] }))), without: null };
}

/** The values of a facet as bars; clicking one sets or clears the filter. */
export function FacetChart({ facet }: { facet: "mineral" | "status" | "province" }) {
  const [expanded, setExpanded] = useState(false);
  const { bars, without } = count(facet);
  const few = foremost(bars, MOST);
  const shown = expanded ? bars : few;
  const longest = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <>
      {bars.length === 0 && (
        <p class="chart-note">{t(matched.value === 0 ? "charts.empty" : "filters.noValues")}</p>
      )}
      <ul class="bars">
        {shown.map((bar) => (
          <li key={bar.value}>
            <BarButton facet={facet} bar={bar} longest={longest} />
          </li>
        ))}
      </ul>
      {few.length < bars.length && (
        <button
          type="button"
          class="button button-small chart-more"
          aria-expanded={expanded}
          onClick={() => setExpanded(!expanded)}
        >
          {expanded ? t("charts.fewer") : t("charts.more", { n: bars.length - few.length })}
        </button>
      )}
      {without !== null && without > 0 && <p class="chart-note">{t("charts.noValue", { n: without })}</p>}
    </>
  );
}

function BarButton({ facet, bar, longest }: { facet: Facet; bar: Bar; longest: number }) {
  const { value, count: sites, selected, parts } = bar;
  const split = facet === "mineral" && parts.length > 0;
  const drawn = split ? parts : [{ activity: facet === "status" ? activityOf(value) : null, count: sites }];
  const colour = facet === "mineral" ? (minerals.value.get(value)?.colour ?? NEUTRAL) : undefined;
  return (
    <button
      type="button"
      class="bar"
      data-value={value}
      aria-pressed={selected}
      onClick={() => toggle(facet, value)}
    >
      <span class="bar-name">
        {facet === "mineral" && <MineralIcon mineral={value} small />}
        <Name>{valueLabel(facet, value)}</Name>
      </span>{" "}
      <span class="bar-track" aria-hidden="true">
        {drawn.map((part) => (
          <span
            key={part.activity}
            class={`bar-part pattern-${part.activity ?? "plain"}`}
            style={{ inlineSize: `${(100 * part.count) / longest}%`, "--bar": colour }}
          />
        ))}
      </span>
      <span class="bar-count">{number(sites)}</span>
      {split && <span class="unseen"> {t("charts.parts", { parts: list(parts.map(inWords)) })}</span>}
    </button>
  );
}

const inWords = ({ activity, count: sites }: Bar["parts"][number]): string =>
  `${t(`activity.${activity}`)} ${number(sites)}`;
