import type { Site } from "../api/types";
import { t } from "../i18n";
import { matched, ready, resettled, shown, siteById, total } from "../state/atlas";
import { clearFilters, near, setNear, preference, setPreference } from "../state/page";
import { answer, isPaged, PAGE, readingMore, readMore } from "../state/paged";
import { USUAL } from "../preference/rules";
import { WhenCome } from "../common/WhenCome";
import { around } from "../near/state";
import { later } from "../state/later";
import { groups } from "./groups";
import { SiteRow } from "./SiteRow";

/** How many of how many; spoken when it changes. */
export function Count() {
  return (
    <p class="count" role="status">
      {matched.value === null ? t("loading") : t("count", { n: matched.value, total: total.value })}
    </p>
  );
}

const nearList = later(async () => (await import("../near/NearList")).NearList);

export function SiteList() {
  if (ready.value && matched.value === 0) {
    return (
      <div class="list-empty">
        <p>{t("noneFound")}</p>
        <button type="button" class="button" onClick={clearFilters}>
          {t("clearAll")}
        </button>
      </div>
    );
  }
  return (
    <>
      <Resettled />
      {near.value !== null && around.value === null && <NearNowhere />}
      {isPaged.value ? <Pages /> : around.value === null ? <Groups /> : <WhenCome view={nearList} />}
    </>
  );
}

/** What lies near is asked of what has no point, or of an atlas that is read page by page: says so. */
function NearNowhere() {
  return (
    <p class="near-note">
      {t(isPaged.value ? "nearPaged" : "nearNowhere")}{" "}
      <button type="button" class="button button-small" onClick={() => setNear(null)}>
        {t("nearEnd")}
      </button>
    </p>
  );
}

/** That the reader's choice between rivals changes what the list shows, and the way back. */
function Resettled() {
  if (preference.value === USUAL || resettled.value === 0) return null;
  return (
    <p class="prefer-list">
      {t("preferStatuses", { n: resettled.value, choice: t(`prefer.${preference.value}`) })}{" "}
      <button type="button" class="button button-small" onClick={() => setPreference(USUAL)}>
        {t("preferReset")}
      </button>
    </p>
  );
}

/** The sites that were read so far, and a way to the next ones. */
function Pages() {
  const { sites = [], matched: all = 0 } = answer.value ?? {};
  const left = all - sites.length;
  return (
    <>
      <Rows sites={sites.map((site) => siteById.value.get(site.id) ?? site)} />
      {left > 0 && (
        <div class="list-more">
          <p role="status">{t("listed", { n: sites.length, total: all })}</p>
          <button
            type="button"
            class="button"
            aria-disabled={readingMore.value}
            onClick={() => void readMore()}
          >
            {t("showMore", { n: Math.min(left, PAGE) })}
          </button>
        </div>
      )}
    </>
  );
}

function Groups() {
  return (
    <>
      {groups(shown.value).map(({ heading, sites }) => (
        <section key={heading} class="group">
          <h3 class="group-heading">{t(heading)}</h3>
          <Rows sites={sites} />
        </section>
      ))}
    </>
  );
}

function Rows({ sites }: { sites: readonly Site[] }) {
  return (
    <ul class="rows">
      {sites.map((site) => (
        <SiteRow key={site.id} site={site} />
      ))}
    </ul>
  );
}
