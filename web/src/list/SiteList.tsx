import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Site } from "../api/types";
import { language, t } from "../i18n";
import { ready, total } from "../state/atlas";
import { matched, statusChanges, siteById, isLoading, remote } from "../state/sites";
import { clearFilters, near, setNear, preference, setPreference } from "../state/page";
import { DEFAULT_PREFERENCE } from "../claims/ranking";
import { LazyView } from "../common/View";
import { nearArea } from "../near/state";
import { lazy } from "../state/lazy";
import { whenSettled } from "../state/scheduling";
import { useRowState } from "./rowState";
import {
  allGroups,
  allParts,
  FIRST_ROWS,
  type Group as GroupOfParts,
  inParts,
  makeRows,
  type Part,
  type Stretch,
  syncPart,
  syncParts,
} from "./parts";
import { SiteRow } from "./SiteRow";
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
  const { sites = [], matched: all = 0, query } = pages.value ?? {};
  const left = all - sites.length;
  return (
    <>
      <Rows key={query} sites={sites.map((site) => siteById.value.get(site.id) ?? site)} />
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

/** All matching sites, in their groups. */
function Groups() {
  const before = useRef<readonly GroupOfParts[]>([]);
  const groups = useMemo(() => inParts(before.current), [allGroups.value]);
  before.current = groups;
  useLayoutEffect(() => makeRows(allParts(groups)), [groups]);
  return (
    <>
      {groups.map((group, index) => (
        <Group
          key={group.heading}
          {...group}
          before={allParts(groups.slice(0, index)).flatMap(({ sites }) => sites)}
        />
      ))}
    </>
  );
}

/** Filtered-out rows are hidden rather than removed: creating them again takes far longer. */
function Group({ heading, stretches, before }: GroupOfParts & { before: readonly Site[] }) {
  const group = useRef<HTMLElement>(null);
  const elements = useMemo(() => new Map<Stretch, HTMLElement>(), [stretches]);
  useLayoutEffect(() => (group.current ? syncParts(group.current, elements, before) : undefined), [elements]);
  return (
    <section class="group" ref={group}>
      <h3 class="group-heading">{t(heading)}</h3>
      <div class="rows" role="list">
        {stretches.map((stretch, index) => (
          <StretchOfGroup key={index} stretch={stretch} elements={elements} />
        ))}
      </div>
    </section>
  );
}

function StretchOfGroup({ stretch, elements }: { stretch: Stretch; elements: Map<Stretch, HTMLElement> }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current) elements.set(stretch, element.current);
  }, [elements]);
  return (
    <div class="rows-stretch" ref={element}>
      {stretch.map((part, index) => (
        <PartOfGroup key={index} part={part} />
      ))}
    </div>
  );
}

function PartOfGroup({ part }: { part: Part }) {
  const element = useRef<HTMLDivElement>(null);
  const made = part.made.value;
  useLayoutEffect(() => {
    if (element.current) syncPart(element.current, part);
  }, [made]);
  return (
    <div class="rows-part" ref={element}>
      {part.sites.filter((site) => made.has(site)).map(rowOf)}
    </div>
  );
}

const rows = new WeakMap<Site, VNode>();

/** Returns the same element for the same site, so that Preact skips it when a part grows. */
function rowOf(site: Site): VNode {
  const row = rows.get(site) ?? <SiteRow key={site.id} site={site} />;
  rows.set(site, row);
  return row;
}

/** Rows out of sight are created once the page has settled. */
function Rows({ sites }: { sites: readonly Site[] }) {
  const [whole, setWhole] = useState(false);
  useEffect(() => whenSettled(() => setWhole(true)), []);
  return (
    <div class="rows" role="list">
      {(whole ? sites : sites.slice(0, FIRST_ROWS)).map(rowOf)}
    </div>
  );
}
