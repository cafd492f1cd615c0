// Site names, in the page's language and in the other one.

import { computed } from "@preact/signals";
import type { Site } from "../api/types";
import { language, nameOf } from "../i18n";
import { DEFAULT } from "../i18n/languages";

export function siteName(site: Site): string {
  return nameOf(site.properties);
}

/** The name in the other script. */
export function otherName(site: Site): string | null {
  const urdu = site.properties.names["ur"]?.[0] ?? site.properties.names["wbl"]?.[0] ?? null;
  if (language.value === DEFAULT) return urdu;
  return siteName(site) === site.properties.name ? null : site.properties.name;
}

/** Whether it is not known to be worth mining. */
export function isProspect(site: Site): boolean {
  return ["prospect", "occurrence"].includes(site.properties.kind);
}

const collator = computed(() => new Intl.Collator(language.value));

export function byName(a: Site, b: Site): number {
  return collator.value.compare(siteName(a), siteName(b));
}
