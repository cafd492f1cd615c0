import { effect, signal } from "@preact/signals";
import { readPage } from "../api/client";
import { intersectsBox, withFilter } from "../api/cql2";
import { list, t } from "../i18n";
import { inView } from "../legend/inView";
import { siteName } from "../records/siteNames";
import { reportFailure } from "../state/failure";
import { visible } from "../state/map";
import { remote } from "../state/sites";

/** Beyond this many names it would no longer be a summary. */
const MAX_NAMES = 12;

/** How many sites are in view if the server's tiles draw them; null until it has counted. */
const countInView = signal<number | null>(null);

// The map updates `visible` whenever it comes to rest, so also after every change of the filters.
effect(() => {
  const now = visible.value;
  const server = remote.value;
  if (now === null || server === null) return;
  const stop = new AbortController();
  readPage(withFilter(server.query.peek(), intersectsBox(now.box)), 0, 1, stop.signal).then(
    ({ numberMatched }) => (countInView.value = numberMatched),
    (error: unknown) => {
      if (!stop.signal.aborted) reportFailure(error);
    },
  );
  return () => stop.abort();
});

/** What is in view, in words, for screen readers. */
export function MapSummary() {
  if (visible.value === null) return null;
  if (remote.value !== null) {
    const n = countInView.value;
    return n === null ? null : <p class="unseen">{t("map.inViewCount", { n })}</p>;
  }
  const { sites } = inView.value;
  const names = list(sites.slice(0, MAX_NAMES).map(siteName));
  const key = sites.length > MAX_NAMES ? "map.inViewMore" : "map.inView";
  return (
    <p class="unseen">{sites.length === 0 ? t("map.inViewNone") : t(key, { n: sites.length, names })}</p>
  );
}
