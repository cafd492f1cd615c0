import { effect } from "@preact/signals";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Site } from "../api/types";
import { t } from "../i18n";
import { matched, ready, resettled, siteById, total } from "../state/atlas";
import { clearFilters, near, setNear, preference, setPreference } from "../state/page";
import { answer, isPaged, PAGE, readingMore, readMore } from "../state/paged";
import { USUAL } from "../preference/rules";
import { WhenCome } from "../common/WhenCome";
import { around } from "../near/state";
import { later } from "../state/later";
import { language } from "../state/language";
import type { Group as GroupOfSites } from "./groups";
import { allGroups, FIRST, listed, listedLater, useMade } from "./made";
import { useMarks } from "./marks";
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
  useMarks();
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
      {isPaged.value ? (
        <Pages />
      ) : around.value === null ? (
        <Groups key={language.value} />
      ) : (
        <WhenCome view={nearList} />
      )}
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

/** All sites that pass, in their groups. */
function Groups() {
  const made = useMade();
  return (
    <>
      {allGroups.value.map(({ heading, sites }) => (
        <Group key={heading} heading={heading} sites={sites.filter((site) => made.value.has(site))} />
      ))}
    </>
  );
}

/** Its rows stay when the filters leave them out, and are hidden: to make them takes far longer. */
function Group({ heading, sites }: GroupOfSites) {
  const group = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const tell = (most: number): void => {
      const passing = listed.peek();
      let left = most;
      for (const [nth, site] of sites.entries()) {
        if (left === 0) break;
        const passes = passing.has(site);
        list.current?.children[nth]?.toggleAttribute("hidden", !passes);
        if (passes) left -= 1;
      }
      group.current?.toggleAttribute("hidden", left === most);
    };
    // What is in sight is told at once, the thousands below it once that is painted.
    const stops = [
      effect(() => {
        void listed.value;
        tell(FIRST);
      }),
      effect(() => {
        void listedLater.value;
        tell(sites.length);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [sites]);
  return (
    <section class="group" ref={group}>
      <h3 class="group-heading">{t(heading)}</h3>
      <ul class="rows" ref={list}>
        {sites.map(rowOf)}
      </ul>
    </section>
  );
}

const rows = new WeakMap<Site, VNode>();

/** The same row for the same site: a list that grows leaves it alone. */
function rowOf(site: Site): VNode {
  const row = rows.get(site) ?? <SiteRow key={site.id} site={site} />;
  rows.set(site, row);
  return row;
}

function Rows({ sites }: { sites: readonly Site[] }) {
  return <ul class="rows">{sites.map(rowOf)}</ul>;
}
