import { date, moment, t } from "../i18n";
import { load, loading, loadedAt, ready, shownDay } from "../state/atlas";
import { serverUnreachable, failure } from "../state/failure";
import { asOf } from "../state/page";
import { cachedSince } from "../cache/state";
import { remote } from "../state/sites";

/** Says that the server is unreachable or reports an error, and offers to retry. Loaded data stays visible. */
export function Offline() {
  const failed = failure.value;
  const offline = ready.value && serverUnreachable.value;
  return (
    <>
      <div role="alert">
        {failed !== null && !offline && (
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
        {offline && (
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

/** Names what the reader selected but was never loaded. */
function Missing() {
  const named = (day: string | null): string => (day === null ? t("offline.today") : date(day));
  if (asOf.value !== shownDay.value) {
    return <strong>{t("offline.day", { day: named(asOf.value), shown: named(shownDay.value) })}</strong>;
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
