// What the page says about the atlas as a whole.

import { computed } from "@preact/signals";
import { countryName, list, t } from "../i18n";
import { ready, terms } from "../state/atlas";
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

/** Whom to credit for the map and the data, and the licence of the data; an imported atlas has those of its source. */
export function credit(): string {
  const { attribution = "", license } = terms.value ?? {};
  // Shortens "Oreatlas contributors; every claim names its sources" to the name.
  const [name = ""] = attribution.split(/ contributors|;/);
  const parts = license === undefined ? [name] : [name, license.replace(/^CC-(.+)-/, "CC $1 ")];
  return t("map.attribution", { data: list(parts, "unit") });
}
