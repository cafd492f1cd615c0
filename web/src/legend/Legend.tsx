import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Disc } from "../common/Disc";
import { nameOf, number, t, term } from "../i18n";
import { PLAIN, STATUSES, type Working } from "../signs/meaning";
import { mapSignShapes } from "../signs/mapSigns";
import { SIDE } from "../signs/shapes";
import { Shapes, Sign } from "../signs/Sign";
import { minerals } from "../state/atlas";
import { chosenOf, type Facet, withValues } from "../state/filters";
import { filters, setFilters, toggle } from "../state/page";
import { visible } from "../state/visible";
import type { MapSign } from "../map/visible";
import { seen, seenMinerals } from "./seen";

/** Rarer minerals are counted, not named. */
const MINERALS = 8;

/** Where there is room beside what it explains, it is open from the first. */
const isRoomy = (): boolean => window.matchMedia("(width >= 120rem)").matches;

/** What is on the map now, and what its signs mean; a click on a row asks for such sites only. */
export function Legend() {
  const [roomy] = useState(isRoomy);
  const shown = seenMinerals.value.slice(0, MINERALS);
  const rest = seenMinerals.value.length - shown.length;
  const { workings, grades } = seen.value;
  const signs = [...(visible.value?.signs ?? [])];
  return (
    <details class="legend" open={roomy}>
      <summary class="button button-small">{t("legend")}</summary>
      <div class="legend-body">
        {shown.length > 0 && (
          <Group title={t("legendMinerals")}>
            {shown.map(({ value, count }) => (
              <Row
                key={value}
                count={count}
                choice={choiceOf("mineral", value)}
                sign={<Disc mineral={value} small />}
              >
                {nameOf(minerals.value.get(value) ?? { name: value })}
              </Row>
            ))}
            {rest > 0 && <li class="legend-rest">{t("moreMinerals", { n: rest })}</li>}
          </Group>
        )}
        {workings.length > 0 && (
          <Group title={t("legendWorking")}>
            {workings.map(({ value, count }) => (
              <Row
                key={value}
                count={count}
                choice={workingChoice(value)}
                sign={<Sign meaning={{ ...PLAIN, working: value }} />}
              >
                {t(`working.${value}`)}
              </Row>
            ))}
          </Group>
        )}
        {grades.length > 0 && (
          <Group title={t("legendEvidence")}>
            {grades.map(({ value, count }) => (
              <Row
                key={value}
                count={count}
                choice={choiceOf("evidence", value)}
                sign={<Sign meaning={{ ...PLAIN, grade: value }} />}
              >
                {term("evidence", value)}
              </Row>
            ))}
          </Group>
        )}
        {signs.length > 0 && (
          <Group title={t("legendSigns")}>
            {signs.map((sign) => (
              <li key={sign} class="legend-row">
                <span class="legend-sign">
                  <MapSignIcon sign={sign} />
                </span>
                {t(`legend.${sign}`)}
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
  sign: ComponentChildren;
  children: ComponentChildren;
  /** Left out where no filter asks for it. */
  choice?: { chosen: boolean; choose: () => void } | undefined;
}

function Row({ count, sign, children, choice }: RowProps) {
  const words = (
    <>
      <span class="legend-sign">{sign}</span>
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

/** A choice of one value of a facet. */
function choiceOf(facet: Facet, value: string): NonNullable<RowProps["choice"]> {
  return { chosen: chosenOf(filters.value, facet).includes(value), choose: () => toggle(facet, value) };
}

/** A choice of all the statuses in view that one ring stands for. No filter asks for what nobody has said. */
function workingChoice(working: Working): RowProps["choice"] {
  if (working === "unknown") return undefined;
  const inView = new Set(seen.value.sites.map((site) => site.properties.status));
  const statuses = STATUSES[working].filter((status) => inView.has(status));
  const before = chosenOf(filters.value, "status");
  const chosen = statuses.every((status) => before.includes(status));
  const others = before.filter((status) => !STATUSES[working].includes(status));
  const after = chosen ? others : [...others, ...statuses].sort();
  return { chosen, choose: () => setFilters(withValues(filters.value, "status", after)) };
}

const INKS = { accent: "var(--accent)", ink: "var(--ink)", soft: "var(--ink-soft)" };

function MapSignIcon({ sign }: { sign: MapSign }) {
  const colours = [...minerals.value.values()].map(({ colour }) => colour);
  return <Shapes shapes={mapSignShapes(sign, INKS, colours)} side={SIDE} />;
}
