import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../i18n";
import { preference, setPreference } from "../state/page";
import { brief } from "../claims/Value";
import type { Change } from "./choice";
import { PREFERENCES, type Reason, USUAL } from "./rules";

/** How rivals are settled, what that changes, and the way back. */
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
          setPreference(PREFERENCES.find((known) => known === value) ?? USUAL);
        }}
      >
        {PREFERENCES.map((each) => (
          <option key={each} value={each}>
            {t(`prefer.${each}`)}
          </option>
        ))}
      </select>
      {chosen !== USUAL && (
        <button type="button" class="button button-small" onClick={() => setPreference(USUAL)}>
          {t("prefer.reset")}
        </button>
      )}
      <div class="prefer-said" role="status">
        {chosen !== USUAL && children}
      </div>
    </div>
  );
}

/** What the choice changes in one record. */
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

/** "Shown first", and what put it there. */
export function ShownFirst({ why }: { why: Reason }) {
  return <strong class="mark mark-first">{t("first.label", { why: t(`first.${why}`) })}</strong>;
}
