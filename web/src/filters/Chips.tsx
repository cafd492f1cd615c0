import { MineralIcon } from "../common/MineralIcon";
import { Name } from "../common/English";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { selectedValues, isEmpty } from "../state/filters";
import { FACETS } from "../state/facets";
import { clearFilters, filters, setSearch, toggle } from "../state/page";
import { facetLabel, valueLabel } from "./labels";

/** The active filters, each with a button that removes it. Where `reserved`, they take the room of
 * one line whatever their number: the list below must not move while values are being ticked. */
export function Chips({ reserved = false }: { reserved?: boolean }) {
  const active = filters.value;
  const classes = reserved ? "chips chips-line" : "chips";
  if (isEmpty(active)) return reserved ? <p class={`${classes} aside`}>{t("filters.none")}</p> : null;
  const q = active.q.trim();
  return (
    <ul class={classes} aria-label={t("filters.chosen")}>
      {FACETS.flatMap((facet) =>
        selectedValues(active, facet).map((value) => (
          <li key={`${facet}-${value}`}>
            <button type="button" class="chip" onClick={() => toggle(facet, value)}>
              <span class="unseen">{t("filters.remove", { facet: facetLabel(facet) })} </span>
              {facet === "mineral" && <MineralIcon mineral={value} small />}
              <Name>{valueLabel(facet, value)}</Name>
              <Icon name="close" />
            </button>
          </li>
        )),
      )}
      {q !== "" && (
        <li>
          <button type="button" class="chip" onClick={() => setSearch("")}>
            <span class="unseen">{t("filters.remove", { facet: t("search.label") })} </span>
            <Name>{`“${q}”`}</Name>
            <Icon name="close" />
          </button>
        </li>
      )}
      <li>
        <button type="button" class="chip chip-all" onClick={clearFilters}>
          {t("filters.clear")}
        </button>
      </li>
    </ul>
  );
}
