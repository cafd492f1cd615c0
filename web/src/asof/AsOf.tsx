import { computed, effect, signal } from "@preact/signals";
import { Icon } from "../common/Icon";
import { date, t } from "../i18n";
import { changeDays, ready } from "../state/atlas";
import { parseDay } from "../state/filters";
import { asOf, setAsOf } from "../state/page";
import { dayAt, nextIndex, indexOfDay } from "./days";

/** How long a day stays while the days play, in milliseconds. */
const PACE = 900;

const open = signal(false);
const playing = signal(false);
const place = computed(() => indexOfDay(changeDays.value, asOf.value));

effect(() => {
  if (!playing.value) return;
  const timer = setInterval(() => {
    const next = nextIndex(changeDays.peek(), place.peek());
    setAsOf(dayAt(changeDays.peek(), next), "replace");
    if (next === changeDays.peek().length) playing.value = false;
  }, PACE);
  return () => clearInterval(timer);
});

/** Whether the atlas knows of more than one day; taken for granted until it has come, so that nothing moves then. */
const hasDays = computed(() => !ready.value || changeDays.value.length > 1);

/** Opens the choice of a day; nothing where there is none. */
export function AsOfButton() {
  const day = asOf.value;
  if (!hasDays.value) return null;
  return (
    <button
      type="button"
      class={day === null ? "facet" : "facet facet-chosen"}
      aria-expanded={open.value}
      aria-controls={open.value ? "as-of" : undefined}
      onClick={() => (open.value = !open.value)}
    >
      {day === null ? t("asOf.today") : t("asOf.day", { date: date(day) })}
      <Icon name="down" />
    </button>
  );
}

/** On a view without the choice: which day it tells of, and the way back to today. */
export function AsOfNotice() {
  const day = asOf.value;
  if (day === null) return null;
  return (
    <p class="as-of-notice">
      {t("asOf.day", { date: date(day) })}{" "}
      <button type="button" class="button button-small" onClick={() => setAsOf(null)}>
        {t("asOf.todayShort")}
      </button>
    </p>
  );
}

/** The choice of a day that facts are told for, where it was opened. */
export function AsOfDays() {
  const all = changeDays.value;
  const day = asOf.value;
  if (!hasDays.value || !open.value) return null;
  const stop = (next: string | null): void => {
    playing.value = false;
    setAsOf(next);
  };
  return (
    <fieldset class="as-of-days" id="as-of">
      <legend class="unseen">{t("asOf.choose")}</legend>
      <div class="as-of-slide">
        <button
          type="button"
          class="icon-button"
          aria-label={t(playing.value ? "asOf.pause" : "asOf.play")}
          onClick={() => (playing.value = !playing.value)}
        >
          <Icon name={playing.value ? "pause" : "play"} />
        </button>
        <input
          type="range"
          min={0}
          max={all.length}
          value={place.value}
          aria-label={t("asOf.choose")}
          aria-valuetext={day === null ? t("asOf.todayShort") : date(day)}
          onInput={(event) => {
            playing.value = false;
            setAsOf(dayAt(all, event.currentTarget.valueAsNumber), "replace");
          }}
        />
      </div>
      <div class="as-of-day">
        <label>
          {t("asOf.dayLabel")}{" "}
          <input
            type="date"
            min={all[0]}
            value={day ?? ""}
            onChange={(event) => {
              const chosen = parseDay(event.currentTarget.value);
              if (chosen !== null) stop(chosen);
            }}
          />
        </label>
        <button type="button" class="button button-small" disabled={day === null} onClick={() => stop(null)}>
          {t("asOf.todayShort")}
        </button>
      </div>
      <p class="as-of-note">{t("asOf.note")}</p>
    </fieldset>
  );
}
