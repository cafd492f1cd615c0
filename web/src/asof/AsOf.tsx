import { computed, effect, signal } from "@preact/signals";
import { Icon } from "../common/Icon";
import { LazyView } from "../common/View";
import { date, t } from "../i18n";
import { changeDays, ready } from "../state/atlas";
import { parseDay } from "../state/filters";
import { lazy } from "../state/lazy";
import { asOf, setAsOf } from "../state/page";
import { dayAt, nextIndex, indexOfDay } from "./days";

/** How long each day is shown during playback, in milliseconds. */
const PLAYBACK_MS = 900;

const changes = lazy(async () => (await import("./Changes")).Changes);

const open = signal(false);
const playing = signal(false);
const position = computed(() => indexOfDay(changeDays.value, asOf.value));

effect(() => {
  if (!playing.value) return;
  const timer = setInterval(() => {
    const next = nextIndex(changeDays.peek(), position.peek());
    setAsOf(dayAt(changeDays.peek(), next), "replace");
    if (next === changeDays.peek().length) playing.value = false;
  }, PLAYBACK_MS);
  return () => clearInterval(timer);
});

/** Whether there is more than one day to choose; assumed until loaded, to avoid a layout shift. */
const hasChoice = computed(() => !ready.value || changeDays.value.length > 1);

/** Opens the choice of a day, if there is one. */
export function AsOfButton() {
  const day = asOf.value;
  if (!hasChoice.value) return null;
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

/** On a view without the slider: the day shown, and a button back to today. */
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

/** The slider and date field for the day whose facts are shown, if opened. */
export function AsOfDays() {
  const all = changeDays.value;
  const day = asOf.value;
  if (!hasChoice.value || !open.value) return null;
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
          value={position.value}
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
      <LazyView view={changes} />
      <p class="as-of-note">{t("asOf.note")}</p>
    </fieldset>
  );
}
