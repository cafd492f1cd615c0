import { useMemo } from "preact/hooks";
import { Name } from "../common/English";
import { Icon } from "../common/Icon";
import { distance, t } from "../i18n";
import { SiteRow } from "./SiteRow";
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
      <Group heading={t("near.yes")} found={yes} />
      <Group heading={t("near.possibly")} found={possibly} />
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
  return (
    <>
      {no.length > 0 && (
        <details class="near-no">
          <summary>{t("near.no", { n: no.length })}</summary>
          <Rows found={no} />
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

function Group({ heading, found }: { heading: string; found: readonly NearbySite[] }) {
  if (found.length === 0) return null;
  return (
    <section class="group">
      <h3 class="group-heading">{heading}</h3>
      <Rows found={found} />
    </section>
  );
}

function Rows({ found }: { found: readonly NearbySite[] }) {
  return (
    <div class="rows" role="list">
      {found.map(({ site, metres, slack }) => (
        <SiteRow
          key={site.id}
          site={site}
          {...(metres !== null && {
            note:
              metres === 0 && site.geometry?.type !== "Point"
                ? t("near.around")
                : slack === null
                  ? t("near.awayUnknown", { distance: distance(metres) })
                  : t("near.away", { distance: distance(metres), slack: distance(slack) }),
          })}
        />
      ))}
    </div>
  );
}
