import { Disc } from "../common/Disc";
import { Name } from "../common/English";
import { Evidence } from "../common/Evidence";
import { number, t, term } from "../i18n";
import type { Grade } from "../api/types";
import { GRADES } from "../signs/meaning";
import type { FacetValue } from "../state/facets";
import type { Facet } from "../state/filters";
import { toggle } from "../state/page";
import { facetLabel, sorted, valueLabel } from "./labels";

/** Counts from here leave a name too little room in two columns. */
const LONG = 10_000;

const isGrade = (value: string): value is Grade => GRADES.some((grade) => grade === value);

/** The values of one facet as checkboxes, each with the number of sites that it would show. */
export function FacetOptions({ facet, values }: { facet: Facet; values: readonly FacetValue[] }) {
  const long = values.some(({ count }) => count >= LONG);
  return (
    <fieldset class={`options options-${facet}${long ? " options-long" : ""}`} id={`options-${facet}`}>
      <legend class="unseen">{facetLabel(facet)}</legend>
      {values.length === 0 && <p class="options-none">{t("noValues")}</p>}
      {sorted(facet, values).map((option) => (
        <Option key={option.value} facet={facet} option={option} />
      ))}
    </fieldset>
  );
}

function Option({ facet, option }: { facet: Facet; option: FacetValue }) {
  const { value, count, chosen } = option;
  return (
    <label class={count === 0 && !chosen ? "option option-empty" : "option"}>
      <input
        type="checkbox"
        name={facet}
        value={value}
        checked={chosen}
        onChange={() => toggle(facet, value)}
      />
      {facet === "mineral" && <Disc mineral={value} small />}
      <span class="option-name">
        {facet === "evidence" && isGrade(value) ? (
          <Evidence grade={value} />
        ) : (
          <Name>{valueLabel(facet, value)}</Name>
        )}
      </span>{" "}
      <span class="option-count">{number(count)}</span>
      {facet === "evidence" && isGrade(value) && (
        <span class="option-why">{term("evidence-why", value)}</span>
      )}
    </label>
  );
}
