import { date, moment, t } from "../i18n";
import { load, loading, loadedAt, ready, shownDay } from "../state/atlas";
import { serverUnreachable, failure } from "../state/failure";
import { asOf } from "../state/page";
import { cachedSince } from "./cacheState";
import { remote } from "../state/sites";

/** The server is gone, or refuses: says so, and offers to ask again. What was read stays. */
export function Offline() {
  const failed = failure.value;
  const calm = ready.value && serverUnreachable.value;
  return (
    <>
      <div role="alert">
        {failed !== null && !calm && (
          <div class="notice notice-bad">
            <p>
              <strong>{t("page.serverGone")}</strong> {ready.value && t("page.serverGoneKept")}{" "}
              {failed.detail}
            </p>
            <Retry />
          </div>
        )}
      </div>
      <div role="status">
        {calm && (
          <div class="notice">
            <p>
              {t("offline.kept", { time: moment(cachedSince.value ?? loadedAt.value) })} <Missing />
            </p>
            <Retry />
          </div>
        )}
      </div>
    </>
  );
}

/** What the reader asks for and had never been read. */
function Missing() {
  const named = (day: string | null): string => (day === null ? t("offline.today") : date(day));
  if (asOf.value !== shownDay.value) {
    return <strong>{t("offline.day", { day: named(asOf.value), told: named(shownDay.value) })}</strong>;
  }
  const server = remote.value;
  return server !== null && server.pages.value?.query !== server.query.value ? (
    <strong>{t("offline.filters")}</strong>
  ) : null;
}

function Retry() {
  return (
    <button type="button" class="button button-small" disabled={loading.value} onClick={() => void load()}>
      {t("page.retry")}
    </button>
  );
}
