import { list, t } from "../i18n/index";
import { sitesInView } from "../legend/seen";
import { siteName } from "../list/labels";
import { isPaged } from "../state/paged";
import { visible } from "../state/visible";
import { countInView } from "./countInView";

/** More names than these are no summary. */
const NAMES = 12;

/** What is in view, in words. */
export function MapSummary() {
  if (visible.value === null) return null;
  if (isPaged.value) {
    return countInView.value === null ? null : (
      <p class="unseen">{t("map.inViewCount", { n: countInView.value })}</p>
    );
  }
  const { sites } = sitesInView.value;
  const names = list(sites.slice(0, NAMES).map(siteName));
  const key = sites.length > NAMES ? "map.inViewMore" : "map.inView";
  return (
    <p class="unseen">{sites.length === 0 ? t("map.inViewNone") : t(key, { n: sites.length, names })}</p>
  );
}
