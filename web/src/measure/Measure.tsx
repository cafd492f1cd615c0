import { useEffect } from "preact/hooks";
import { dialog } from "../state/page";
import { distance, number, t } from "../i18n";
import { visible, measured } from "../state/map";
import { areaOf, lengthOf } from "../map/geometry/lengths";

/** The measured length and area, with buttons to change the line. */
export function Measure() {
  const line = measured.value;
  const measuring = line !== null;
  useEffect(() => {
    if (!measuring) return;
    const escape = (event: KeyboardEvent): void => {
      // An open dialog closes first.
      if (event.key !== "Escape" || dialog.peek() !== null) return;
      // Keeps the open panel open.
      event.preventDefault();
      measured.value = null;
    };
    document.addEventListener("keydown", escape, { capture: true });
    return () => document.removeEventListener("keydown", escape, { capture: true });
  }, [measuring]);
  if (line === null) return null;
  const area = areaOf(line);
  return (
    <div class="measure" role="group" aria-label={t("measure.label")}>
      <p role="status">
        {line.length < 2 ? t("measure.how") : <strong>{distance(lengthOf(line))}</strong>}
        {area > 0 && ` · ${t("measure.area", { area: number(rounded(area)) })}`}
      </p>
      <button type="button" class="button button-small" onClick={addMiddle}>
        {t("measure.addCentre")}
      </button>
      <button
        type="button"
        class="button button-small"
        disabled={line.length === 0}
        onClick={() => (measured.value = line.slice(0, -1))}
      >
        {t("measure.undo")}
      </button>
      <button type="button" class="button button-small" onClick={() => (measured.value = null)}>
        {t("measure.done")}
      </button>
    </div>
  );
}

/** Three significant digits: clicks on a map are no more precise. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Adds the map's centre, for readers who use the keyboard. */
function addMiddle(): void {
  const view = visible.peek()?.view;
  if (view === undefined) return;
  measured.value = [...(measured.peek() ?? []), [view.lon, view.lat]];
}
