import { Name } from "../common/English";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { recordName } from "../records/recordClaims";
import { ready } from "../state/atlas";
import { compared, screen, showScreen, toggleCompared } from "../state/page";
import { MAX_COMPARED } from "../state/url";

/** Adds the open site to the comparison, or removes it. */
export function CompareToggle({ id }: { id: string }) {
  const chosen = compared.value.includes(id);
  const full = !chosen && compared.value.length >= MAX_COMPARED;
  return (
    <button
      type="button"
      class={chosen ? "button button-small button-chosen" : "button button-small"}
      aria-pressed={chosen}
      disabled={full}
      title={full ? t("compare.full", { n: MAX_COMPARED }) : t("compare.add")}
      onClick={() => toggleCompared(id)}
    >
      <Icon name="compare" />
      <span class="panel-bar-name">{t("compare.add")}</span>
    </button>
  );
}

/** The sites selected to compare, and a button that opens the comparison. */
export function Chosen() {
  const ids = ready.value ? compared.value : [];
  return (
    <>
      <p class="unseen" role="status">
        {ids.length > 0 && t("compare.count", { n: ids.length })}
      </p>
      {ids.length > 0 && <Sites ids={ids} />}
    </>
  );
}

function Sites({ ids }: { ids: readonly string[] }) {
  return (
    <div class="compare-chosen" role="group" aria-label={t("view.compare")}>
      <span class="compare-label">{t("view.compare")}:</span>
      {ids.map((id) => (
        <button key={id} type="button" class="chip" onClick={() => toggleCompared(id)}>
          <span class="unseen">{t("compare.remove")} </span>
          <Name>{recordName({ kind: "site", id })}</Name>
          <Icon name="close" />
        </button>
      ))}
      {screen.value !== "compare" &&
        (ids.length < 2 ? (
          <span class="aside">{t("compare.another")}</span>
        ) : (
          <button type="button" class="button button-small" onClick={() => showScreen("compare")}>
            <Icon name="compare" />
            {t("compare.go", { n: ids.length })}
          </button>
        ))}
    </div>
  );
}
