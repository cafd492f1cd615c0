import { useMemo, useState } from "preact/hooks";
import { Name } from "../common/English";
import { Icon } from "../common/Icon";
import { distance, language, t } from "../i18n";
import { type Group, List } from "./List";
import { readPosition } from "../i18n/coordinates";
import { recordName } from "../records/recordClaims";
import { shown, remote } from "../state/sites";
import { near, setNear } from "../state/page";
import { candidates, MAX_CANDIDATES } from "../near/candidates";
import { type Proximity, rankByDistance, type NearbySite } from "../near/near";
import { nearArea } from "../near/state";

/** The matching sites by whether they are definitely, possibly or not nearby. */
export function NearList() {
  const area = nearArea.value;
  const from = near.value?.from;
  const server = remote.value;
  const sites = server === null ? shown.value : candidates.value;
  const found = useMemo(
    () =>
      // Without the site itself.
      area === null || typeof sites === "string"
        ? []
        : rankByDistance(
            sites.filter(({ id }) => id !== from),
            area.origin,
            area.radiusM,
          ),
    [area, from, sites],
  );
  const listed = useMemo(
    () =>
      (["yes", "possibly"] as const).flatMap((wanted) => {
        const some = found.filter(({ proximity }) => proximity === wanted);
        return some.length === 0 ? [] : [groupOf(some, t(`near.${wanted}`))];
      }),
    [found, language.value],
  );
  if (area === null) return null;
  if (typeof sites === "string") {
    return (
      <>
        <SearchForm />
        <p class="near-count" role="status">
          {sites === "too-many" ? t("near.tooMany", { n: MAX_CANDIDATES }) : t("page.loading")}
        </p>
      </>
    );
  }
  const of = (wanted: Proximity): NearbySite[] => found.filter(({ proximity }) => proximity === wanted);
  const [yes, possibly, no] = [of("yes"), of("possibly"), of("no")];
  return (
    <>
      <SearchForm />
      <p class="near-count" role="status">
        {server !== null
          ? t("near.countPaged", { yes: yes.length, possibly: possibly.length })
          : t("near.count", { yes: yes.length, possibly: possibly.length, no: no.length })}
      </p>
      <List groups={listed} />
      {server === null && (
        <Others no={no} unknown={of("unknown").length} unlocated={of("unlocated").length} />
      )}
    </>
  );
}

interface OthersProps {
  no: readonly NearbySite[];
  unknown: number;
  unlocated: number;
}

/** Sites that are not nearby, or may be anywhere; known only if all sites are in memory. */
function Others({ no, unknown, unlocated }: OthersProps) {
  const [open, setOpen] = useState(false);
  const farther = useMemo(() => [groupOf(no)], [no, language.value]);
  return (
    <>
      {no.length > 0 && (
        <details class="near-no" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t("near.no", { n: no.length })}</summary>
          {open && <List groups={farther} />}
        </details>
      )}
      {unknown > 0 && <p class="near-note">{t("near.unknown", { n: unknown })}</p>}
      {unlocated > 0 && <p class="near-note">{t("near.unlocated", { n: unlocated })}</p>}
    </>
  );
}

/** The search: "Within 50 km of Reko Diq", with a field for the distance. */
function SearchForm() {
  const area = near.value;
  if (area === null) return null;
  const { from, km } = area;
  return (
    <div class="near-search">
      <label>
        {t("near.within")}{" "}
        <input
          class="near-km"
          type="number"
          min={1}
          max={2000}
          value={km}
          onChange={(event) => {
            const chosen = event.currentTarget.valueAsNumber;
            if (chosen > 0) setNear({ from, km: chosen });
          }}
        />{" "}
        {t("near.km")}
      </label>
      <strong>
        {typeof from === "string" ? (
          <Name>{recordName({ kind: "site", id: from })}</Name>
        ) : (
          <bdi class="figures">{readPosition(from, undefined)}</bdi>
        )}
      </strong>
      <button type="button" class="icon-button" aria-label={t("near.end")} onClick={() => setNear(null)}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Says how far away a site is, and how well that is known. */
function away({ site, metres, slack }: NearbySite): string | undefined {
  if (metres === null) return undefined;
  if (metres === 0 && site.geometry?.type !== "Point") return t("near.around");
  return slack === null
    ? t("near.awayUnknown", { distance: distance(metres) })
    : t("near.away", { distance: distance(metres), slack: distance(slack) });
}

/** Sites as a group of the list. */
function groupOf(found: readonly NearbySite[], heading?: string): Group {
  const notes = new Map(found.map((one) => [one.site, away(one)]));
  return {
    ...(heading !== undefined && { heading }),
    sites: found.map(({ site }) => site),
    note: (site) => notes.get(site),
  };
}
