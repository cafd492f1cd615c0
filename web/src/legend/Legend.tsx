import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { MineralIcon } from "../common/MineralIcon";
import { nameOf, number, t, term } from "../i18n";
import { PLAIN_MARKER, STATUSES_BY_ACTIVITY, type Activity } from "../markers/spec";
import { type MapSymbol, mapSymbolShapes } from "../markers/mapSymbols";
import { SIDE } from "../markers/shapes";
import { Shapes, Marker } from "../common/Marker";
import { minerals } from "../state/atlas";
import { selectedValues, withValues } from "../state/filters";
import { type Facet } from "../state/facets";
import { filters, setFilters, toggle } from "../state/page";
import { visible } from "../state/map";
import { inView } from "./inView";

/** Rarer minerals are counted, not listed. */
const MINERALS = 8;

/** The legend starts open if there is room beside the map. */
const isRoomy = (): boolean => window.matchMedia("(width >= 120rem)").matches;

/** What the map shows and what its symbols mean; a click on a row filters by it. */
export function Legend() {
  const [roomy] = useState(isRoomy);
  const { activities, evidence, minerals: found } = inView.value;
  const shown = found.slice(0, MINERALS);
  const rest = found.length - shown.length;
  const symbols = [...(visible.value?.symbols ?? [])];
  return (
    <details class="legend" open={roomy}>
      <summary class="button button-small">{t("legend.label")}</summary>
      <div class="legend-body">
        {shown.length > 0 && (
          <Group title={t("legend.minerals")}>
            {shown.map(({ value, count }) => (
              <Row
                key={value}
                count={count}
                choice={choiceOf("mineral", value)}
                marker={<MineralIcon mineral={value} small />}
              >
                {nameOf(minerals.value.get(value) ?? { name: value })}
              </Row>
            ))}
            {rest > 0 && <li class="legend-rest">{t("list.moreMinerals", { n: rest })}</li>}
          </Group>
        )}
        {activities.length > 0 && (
          <Group title={t("legend.activity")}>
            {activities.map(({ value, count }) => (
              <Row
                key={value}
                count={count}
                choice={activityChoice(value)}
                marker={<Marker spec={{ ...PLAIN_MARKER, activity: value }} />}
              >
                {t(`activity.${value}`)}
              </Row>
            ))}
          </Group>
        )}
        {evidence.length > 0 && (
          <Group title={t("legend.evidence")}>
            {evidence.map(({ value, count }) => (
              <Row
                key={value}
                count={count}
                choice={choiceOf("evidence", value)}
                marker={<Marker spec={{ ...PLAIN_MARKER, evidence: value }} />}
              >
                {term("evidence", value)}
              </Row>
            ))}
          </Group>
        )}
        {symbols.length > 0 && (
          <Group title={t("legend.other")}>
            {symbols.map((marker) => (
              <li key={marker} class="legend-row">
                <span class="legend-marker">
                  <MapSymbolIcon marker={marker} />
                </span>
                {t(`legend.${marker}`)}
              </li>
            ))}
          </Group>
        )}
      </div>
    </details>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="legend-group">
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

interface RowProps {
  count: number;
  marker: ComponentChildren;
  children: ComponentChildren;
  /** Left out if there is no such filter. */
  choice?: { chosen: boolean; choose: () => void } | undefined;
}

function Row({ count, marker, children, choice }: RowProps) {
  const words = (
    <>
      <span class="legend-marker">{marker}</span>
      <span class="legend-name">{children}</span> <span class="option-count">{number(count)}</span>
    </>
  );
  if (choice === undefined) return <li class="legend-row">{words}</li>;
  return (
    <li>
      <button type="button" class="legend-row" aria-pressed={choice.chosen} onClick={choice.choose}>
        {words}
      </button>
    </li>
  );
}

/** Filters by one value of a facet. */
function choiceOf(facet: Facet, value: string): NonNullable<RowProps["choice"]> {
  return { chosen: selectedValues(filters.value, facet).includes(value), choose: () => toggle(facet, value) };
}

/** Filters by the statuses in view that a ring represents. An unstated status cannot be filtered by. */
function activityChoice(activity: Activity): RowProps["choice"] {
  if (activity === "unknown") return undefined;
  const present = new Set(inView.value.sites.map((site) => site.properties.status));
  const statuses = STATUSES_BY_ACTIVITY[activity].filter((status) => present.has(status));
  const before = selectedValues(filters.value, "status");
  const chosen = statuses.every((status) => before.includes(status));
  const others = before.filter((status) => !STATUSES_BY_ACTIVITY[activity].includes(status));
  const after = chosen ? others : [...others, ...statuses].sort();
  return { chosen, choose: () => setFilters(withValues(filters.value, "status", after)) };
}

const INKS = { accent: "var(--accent)", ink: "var(--ink)", soft: "var(--ink-soft)" };

function MapSymbolIcon({ marker }: { marker: MapSymbol }) {
  const colours = [...minerals.value.values()].map(({ colour }) => colour);
  return <Shapes shapes={mapSymbolShapes(marker, INKS, colours)} side={SIDE} />;
}
