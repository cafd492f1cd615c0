import { computed } from "@preact/signals";
import { countryName, t } from "../i18n";
import { ready, sites } from "../state/atlas";
import { isPaged } from "../state/paged";

/** The one country that every site lies in; null where they lie in several, or are not all at hand. */
const country = computed<string | null>(() => {
  const [first] = sites.value;
  if (first === undefined || isPaged.value) return null;
  const code = first.properties.country;
  return sites.value.every(({ properties }) => properties.country === code) ? code : null;
});

/** What the atlas is of, in words; nothing before it is read. */
export function subtitle(): string {
  if (!ready.value) return "";
  return country.value === null
    ? t("page.subtitle")
    : t("page.subtitleOf", { country: countryName(country.value) });
}
