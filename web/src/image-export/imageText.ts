// The texts around the map of an exported image, in the page's language.

import { credit, subtitle } from "../common/about";
import { facetLabel, valueLabel } from "../filters/labels";
import { messages, date, list, t } from "../i18n";
import { siteName } from "../records/siteNames";
import { type View } from "../map/types";
import { total } from "../state/atlas";
import { matched, selected } from "../state/sites";
import { selectedValues, isEmpty } from "../state/filters";
import { FACETS } from "../state/facets";
import { viewUrl, asOf, filters } from "../state/page";

export interface ImageText {
  readonly title: string;
  /** The other filters, and the marked site. */
  readonly about: string;
  readonly url: string;
  /** When it was created, and the day whose facts it shows. */
  readonly dates: string;
  /** Attribution, licence and the note on boundaries. */
  readonly credits: string;
  readonly north: string;
  readonly rtl: boolean;
}

/** The filters in words: minerals make the title, the others follow. */
function filterWords(): { title: string; rest: string[] } {
  const current = filters.value;
  if (isEmpty(current)) return { title: subtitle(), rest: [] };
  const values = (facet: (typeof FACETS)[number]): string =>
    list(
      selectedValues(current, facet).map((value) => valueLabel(facet, value)),
      "disjunction",
    );
  const active = FACETS.filter((facet) => selectedValues(current, facet).length > 0);
  const rest = active
    .filter((facet) => facet !== "mineral")
    .map((facet) => `${facetLabel(facet)}: ${values(facet)}`);
  const q = current.q.trim();
  if (q !== "") rest.push(`${t("search.label")}: “${q}”`);
  const title = active.includes("mineral")
    ? t("image.sites", { minerals: values("mineral") })
    : t("view.sites");
  return { title, rest };
}

export function imageText(view: View, today: string): ImageText {
  const { title, rest } = filterWords();
  const marked = selected.value;
  const day = asOf.value;
  return {
    title: `Oreatlas: ${title}`,
    about: [
      ...rest,
      t("list.count", { shown: matched.value ?? 0, n: total.value }),
      ...(marked === null ? [] : [t("image.marked", { name: siteName(marked) })]),
    ].join(" · "),
    url: viewUrl(view),
    dates: [
      t("image.made", { date: date(today) }),
      day === null ? t("asOf.today") : t("asOf.day", { date: date(day) }),
    ].join(" · "),
    credits: `${credit()} ${t("map.boundaryNote")}`,
    north: t("image.north"),
    rtl: messages.value.direction === "rtl",
  };
}
