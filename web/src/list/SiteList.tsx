import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { language, t } from "../i18n";
import { ready, total } from "../state/atlas";
import { matched, shown, sites, statusChanges, siteById, isLoading, remote } from "../state/sites";
import { clearFilters, near, setNear, preference, setPreference } from "../state/page";
import { DEFAULT_PREFERENCE } from "../claims/ranking";
import { LazyView } from "../common/View";
import { nearArea } from "../near/state";
import { lazy } from "../state/lazy";
import { useRowState } from "./rowState";
import { groups } from "./groups";
import { type Group, List } from "./List";
import { PAGE_SIZE, type RemoteSites } from "../state/siteSource";

/** How many sites match, of how many; announced when it changes. The near list has a count of its own. */
export function Count() {
  if (nearArea.value !== null) return <p class="count">{t("near.thisSite")}</p>;
  return (
    <p class="count" role="status">
      {matched.value === null ? t("page.loading") : t("list.count", { shown: matched.value, n: total.value })}
    </p>
  );
}

const nearList = lazy(async () => (await import("./NearList")).NearList);

export function SiteList() {
  useRowState();
  if (ready.value && matched.value === 0) {
    return (
      <div class="list-empty">
        <p>{t("list.none")}</p>
        <button type="button" class="button" onClick={clearFilters}>
          {t("filters.clear")}
        </button>
      </div>
    );
  }
  return (
    <>
      <StatusChanges />
      {near.value !== null && nearArea.value === null && <NearNowhere />}
      {nearArea.value !== null ? (
        <LazyView view={nearList} />
      ) : remote.value !== null ? (
        <Pages of={remote.value} />
      ) : (
        <Groups key={language.value} />
      )}
    </>
  );
}

/** Says that the near list cannot be shown: its site has no point, or has not loaded. */
function NearNowhere() {
  const from = near.value?.from;
  if (typeof from === "string" && isLoading(from)) return <p class="near-note">{t("page.loading")}</p>;
  return (
    <p class="near-note">
      {t("near.noPoint")}{" "}
      <button type="button" class="button button-small" onClick={() => setNear(null)}>
        {t("near.end")}
      </button>
    </p>
  );
}

/** Says that the reader's preference among rival claims changes statuses in the list, and offers to reset it. */
function StatusChanges() {
  if (preference.value === DEFAULT_PREFERENCE || statusChanges.value === 0) return null;
  return (
    <p class="prefer-list">
      {t("prefer.statuses", { n: statusChanges.value, choice: t(`prefer.${preference.value}`) })}{" "}
      <button type="button" class="button button-small" onClick={() => setPreference(DEFAULT_PREFERENCE)}>
        {t("prefer.reset")}
      </button>
    </p>
  );
}

/** The pages read so far, and a button for the next one. */
function Pages({ of: { pages, loadingMore, loadMore } }: { of: RemoteSites }) {
  const { sites = [], matched: all = 0 } = pages.value ?? {};
  const known = siteById.value;
  const groups = useMemo(() => [{ sites: sites.map((site) => known.get(site.id) ?? site) }], [sites, known]);
  const left = all - sites.length;
  return (
    <>
      <List groups={groups} />
      {left > 0 && (
        <div class="list-more">
          <p role="status">{t("list.listed", { shown: sites.length, n: all })}</p>
          <button
            type="button"
            class="button"
            aria-disabled={loadingMore.value}
            onClick={() => void loadMore()}
          >
            {t("list.showMore", { n: Math.min(left, PAGE_SIZE) })}
          </button>
        </div>
      )}
    </>
  );
}

/** All sites in their groups, whatever the filters, so that they are sorted once. */
const allGroups = computed(() => groups(sites.value));

const shownGroups = computed<readonly Group[]>(() => {
  const passing = new Set(shown.value);
  return allGroups.value
    .map(({ heading, sites }) => ({ heading: t(heading), sites: sites.filter((site) => passing.has(site)) }))
    .filter((group) => group.sites.length > 0);
});

/** All matching sites, in their groups. */
const Groups = () => <List groups={shownGroups.value} />;
