import { list, t } from "../i18n";
import { terms } from "../state/atlas";

/** Whom to credit for the map and the data, and the licence of the data; an imported atlas has those of its source. */
export function credit(): string {
  const { attribution = "", license } = terms.value ?? {};
  // Of "Oreatlas contributors; every claim names its sources", the name is enough here.
  const [name = ""] = attribution.split(/ contributors|;/);
  const parts = license === undefined ? [name] : [name, license.replace(/^CC-(.+)-/, "CC $1 ")];
  return t("map.attribution", { data: list(parts, "unit") });
}
