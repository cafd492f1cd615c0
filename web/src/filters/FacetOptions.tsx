import { MineralIcon } from "../common/MineralIcon";
import { Name } from "../common/English";
import { Evidence } from "../common/Evidence";
import { number, t, term } from "../i18n";
import type { EvidenceLevel } from "../api/types";
import { EVIDENCE_LEVELS } from "../markers/spec";
import type { FacetValue } from "../state/facets";
import { type Facet } from "../state/facets";
import { toggle } from "../state/page";
import { facetLabel, sorted, valueLabel } from "./labels";

/** Counts from here on are too wide for two columns. */
const LONG = 10_000;

const isEvidenceLevel = (value: string): value is EvidenceLevel =>
  EVIDENCE_LEVELS.some((level) => level === value);

/** The values of a facet as checkboxes, each with the number of sites it would show. */
export function FacetOptions({ facet, values }: { facet: Facet; values: readonly FacetValue[] }) {
  const long = values.some(({ count }) => count >= LONG);
  return (
    <fieldset class={`options options-${facet}${long ? " options-long" : ""}`} id={`options-${facet}`}>
      <legend class="unseen">{facetLabel(facet)}</legend>
      {values.length === 0 && <p class="options-none">{t("filters.noValues")}</p>}
      {sorted(facet, values).map((option) => (
        <Option key={option.value} facet={facet} option={option} />
      ))}
    </fieldset>
  );
}

function Option({ facet, option }: { facet: Facet; option: FacetValue }) {
  const { value, count, selected } = option;
  return (
    <label class={count === 0 && !selected ? "option option-empty" : "option"}>
      <input
        type="checkbox"
        name={facet}
        value={value}
        checked={selected}
        onChange={() => toggle(facet, value)}
      />
      {facet === "mineral" && <MineralIcon mineral={value} small />}
      <span class="option-name">
        {facet === "evidence" && isEvidenceLevel(value) ? (
          <Evidence level={value} />
        ) : (
          <Name>{valueLabel(facet, value)}</Name>
        )}
      </span>{" "}
      <span class="option-count">{number(count)}</span>
      {facet === "evidence" && isEvidenceLevel(value) && (
        <span class="option-why">{term("evidence-why", value)}</span>
      )}
    </label>
  );
}
