import { computed, signal } from "@preact/signals";
import { AsOfButton, AsOfDays } from "../asof/AsOf";
import { Icon } from "../common/Icon";
import { number, t } from "../i18n";
import { facetValues } from "../state/sites";
import { selectedValues } from "../state/filters";
import { type Facet, FILTER_BAR_FACETS } from "../state/facets";
import { filters } from "../state/page";
import { FacetOptions } from "./FacetOptions";
import { facetLabel } from "./labels";

/** The facet whose values are shown: one at a time, so that the list stays visible. */
const open = signal<Facet | null>(null);

/** Whether a facet's values are shown. */
export const isFacetOpen = computed(() => open.value !== null);

const values = computed(() => (open.value === null ? [] : facetValues(open.value)));

export function FilterBar() {
  const openFacet = open.value;
  const close = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || openFacet === null) return;
    event.stopPropagation();
    open.value = null;
    document.getElementById(`facet-${openFacet}`)?.focus();
  };
  return (
    <div class="filters" role="group" aria-label={t("filters.label")} onKeyDown={close}>
      <div class="facets">
        {FILTER_BAR_FACETS.map((facet) => (
          <FacetButton key={facet} facet={facet} />
        ))}
        <AsOfButton />
      </div>
      <AsOfDays />
      {openFacet !== null && <FacetOptions facet={openFacet} values={values.value} />}
    </div>
  );
}

function FacetButton({ facet }: { facet: Facet }) {
  const expanded = open.value === facet;
  const chosen = selectedValues(filters.value, facet).length;
  return (
    <button
      type="button"
      id={`facet-${facet}`}
      class={chosen > 0 ? "facet facet-chosen" : "facet"}
      aria-expanded={expanded}
      aria-controls={expanded ? `options-${facet}` : undefined}
      onClick={() => (open.value = expanded ? null : facet)}
    >
      {facetLabel(facet)}
      {/* As wide as the arrow, so that no button moves to another line. */}
      {chosen > 0 ? <span class="facet-count">{number(chosen)}</span> : <Icon name="down" />}
    </button>
  );
}
