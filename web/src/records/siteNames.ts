// Site names, in the page's language and in the other one.

import { computed } from "@preact/signals";
import type { Site } from "../api/types";
import { language, nameOf } from "../i18n";

export function siteName(site: Site): string {
  return nameOf(site.properties);
}

/** Whether it is not known to be worth mining. */
export function isProspect(site: Site): boolean {
  return ["prospect", "occurrence"].includes(site.properties.kind);
}

const collator = computed(() => new Intl.Collator(language.value));

export function byName(a: Site, b: Site): number {
  return collator.value.compare(siteName(a), siteName(b));
}
