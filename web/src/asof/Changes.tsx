import { computed } from "@preact/signals";
import { date, list, t, term } from "../i18n";
import { RecordLink } from "../records/RecordLink";
import { collection, earlier } from "../state/atlas";
import { changesBetween } from "./changes";

/** Further sites are counted, not named. */
const MOST = 4;

/** What the last change of day changed; null before the first, and where most sites are on the server. */
const step = computed(() => {
  const [before, after] = [earlier.value?.collection, collection.value];
  return before && after ? changesBetween(before.features, after.features) : null;
});

/** Says which sites the last step in time changed, and in what. */
export function Changes() {
  const changes = step.value;
  if (changes === null) return null;
  const since = earlier.value?.day ?? null;
  const day = since === null ? t("asOf.todayShort") : date(since);
  return (
    <div class="as-of-changes" role="status">
      <p>{t(changes.length === 0 ? "asOf.unchanged" : "asOf.changed", { date: day })}</p>
      <ul>
        {changes.slice(0, MOST).map(({ id, abouts }) => (
          <li key={id}>
            <RecordLink kind="site" id={id} />{" "}
            <span class="aside">{list(abouts.map((about) => term("about", about)))}</span>
          </li>
        ))}
        {changes.length > MOST && (
          <li class="aside">{t("list.moreMinerals", { n: changes.length - MOST })}</li>
        )}
      </ul>
    </div>
  );
}
