import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../i18n";
import { preference, setPreference } from "../state/page";
import { brief } from "../records/Value";
import type { Change } from "./choice";
import { PREFERENCES, type Reason, DEFAULT_PREFERENCE } from "../claims/ranking";

/** The choice of preference, what it changes, and a reset button. */
export function Prefer({ children }: { children?: ComponentChildren }) {
  const id = useId();
  const chosen = preference.value;
  return (
    <div class="prefer">
      <label class="prefer-label" for={id}>
        {t("prefer.label")}
      </label>{" "}
      <select
        id={id}
        class="prefer-select"
        value={chosen}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setPreference(PREFERENCES.find((known) => known === value) ?? DEFAULT_PREFERENCE);
        }}
      >
        {PREFERENCES.map((each) => (
          <option key={each} value={each}>
            {t(`prefer.${each}`)}
          </option>
        ))}
      </select>
      {chosen !== DEFAULT_PREFERENCE && (
        <button type="button" class="button button-small" onClick={() => setPreference(DEFAULT_PREFERENCE)}>
          {t("prefer.reset")}
        </button>
      )}
      <div class="prefer-changes" role="status">
        {chosen !== DEFAULT_PREFERENCE && children}
      </div>
    </div>
  );
}

/** What the preference changes in one record. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p>{t("prefer.changesNone")}</p>;
  return (
    <>
      {changes.map(({ now, before }, index) => (
        <p key={index}>
          {t("prefer.changes")} <strong>{brief(now)}</strong> {t("prefer.instead", { before: brief(before) })}
        </p>
      ))}
    </>
  );
}

/** "Shown first", with the reason. */
export function ShownFirst({ why }: { why: Reason }) {
  return <strong class="mark mark-first">{t("first.label", { why: t(`first.${why}`) })}</strong>;
}
