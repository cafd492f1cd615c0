import { computed } from "@preact/signals";
import { countryName, t } from "../i18n";
import { ready } from "../state/atlas";
import { allSites } from "../state/sites";

/** The one country that every site lies in; null if there are several, or not all sites are in memory. */
const country = computed<string | null>(() => {
  const all = allSites.value ?? [];
  const code = all[0]?.properties.country;
  if (code === undefined) return null;
  return all.every(({ properties }) => properties.country === code) ? code : null;
});

/** What the atlas covers; empty until loaded. */
export function subtitle(): string {
  if (!ready.value) return "";
  return country.value === null
    ? t("page.subtitle")
    : t("page.subtitleOf", { country: countryName(country.value) });
}
