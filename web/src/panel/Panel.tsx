import { computed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../common/Icon";
import { CompareToggle } from "../compare/Chosen";
import { t } from "../i18n";
import { recordExists, recordName } from "../records/recordClaims";
import { saveSite } from "../download/saveLocal";
import { collection, ready } from "../state/atlas";
import { siteById, isSelectedLoading } from "../state/sites";
import { serverUnreachable } from "../state/failure";
import { goBack } from "../state/history";
import { siteFileUrl, openRef, openRecord, previous, screen, showOnMap } from "../state/page";
import { lazy } from "../state/lazy";
import { formatRef, type RecordRef } from "../state/ref";
import { SheetButton } from "../sheet/SheetButton";
import { cameFrom, followed } from "../citations/context";

const content = lazy(() => import("./Content"));

/** Whether the content is still loading. */
const waiting = computed(() => isSelectedLoading.value || content.value.value === null);

/** The record shown before. A panel that is open when the page loads does not take the focus. */
let shownBefore = openRef.peek();

/** The element that had the focus when the panel opened; it gets it back when the panel closes. */
let opener: Element | null = null;

const close = (): void => openRecord(null);

function giveFocusBack(before: RecordRef | null): void {
  // The reader has moved the focus elsewhere.
  if (document.activeElement !== document.body) return;
  const made = before?.kind === "site" ? document.getElementById(`row-${before.id}`) : null;
  const row = made?.checkVisibility() ? made : null;
  const target = row ?? (opener?.isConnected ? opener : document.getElementById("list"));
  if (target instanceof HTMLElement) target.focus();
}

/** The open record's panel. It takes the focus and returns it on closing. */
export function Panel() {
  const ref = openRef.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const key = ref === null ? null : formatRef(ref);
  // Before rendering removes the element.
  if (ref !== null && shownBefore === null) opener = document.activeElement;
  useEffect(() => {
    // The panel has no heading to focus before its content has loaded.
    if (waiting.value && ref !== null) return;
    const before = shownBefore;
    shownBefore = ref;
    cameFrom.value = null;
    followed.value = null;
    if (key === (before === null ? null : formatRef(before))) return;
    panel.current?.scrollTo({ top: 0 });
    if (ref === null) return giveFocusBack(before);
    heading.current?.focus();
    if (ref.kind === "site") document.getElementById(`row-${ref.id}`)?.scrollIntoView({ block: "nearest" });
  }, [key, waiting.value]);
  useEffect(() => {
    if (key === null) return;
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    };
    document.addEventListener("keydown", escape);
    return () => document.removeEventListener("keydown", escape);
  }, [key === null]);
  useEffect(() => {
    if (key !== null) content.load();
  }, [key]);
  const code = content.value.value;
  if (ref === null || !ready.value || isSelectedLoading.value || code === null) return null;
  const known = recordExists(ref);
  return (
    <aside class={`panel panel-${ref.kind}`} ref={panel} aria-label={recordName(ref)}>
      <Bar record={ref} />
      {known ? (
        <code.Content key={key} record={ref} heading={heading} />
      ) : (
        <h2 class="panel-name" ref={heading} tabIndex={-1}>
          {ref.kind === "site"
            ? t("panel.unknownSite", { id: ref.id })
            : t("panel.unknownRecord", { id: ref.id })}
        </h2>
      )}
    </aside>
  );
}

/** The buttons at the top: back, actions on the record, and close. */
function Bar({ record: { kind, id } }: { record: RecordRef }) {
  const before = previous.value;
  const placed = kind === "site" && siteById.value.get(id)?.geometry != null;
  return (
    <div class={before === null ? "panel-bar" : "panel-bar panel-bar-before"}>
      {before !== null && recordExists(before) ? (
        <button
          type="button"
          class="button button-small panel-previous"
          aria-label={t("panel.backTo", { name: recordName(before) })}
          onClick={goBack}
        >
          <Icon name="back" />
          <span class="panel-previous-name">{recordName(before)}</span>
        </button>
      ) : (
        <button type="button" class="button button-small panel-back" onClick={close}>
          <Icon name="back" />
          {t(screen.value === "sites" ? "panel.allSites" : `view.${screen.value}`)}
        </button>
      )}
      <span class="panel-bar-rest">
        {placed && screen.value !== "sites" && (
          <button
            type="button"
            class="button button-small"
            title={t("panel.showOnMap")}
            onClick={() => showOnMap(id)}
          >
            <Icon name="fit" />
            <span class="panel-bar-name">{t("panel.showOnMap")}</span>
          </button>
        )}
        {kind === "site" && siteById.value.has(id) && <CompareToggle id={id} />}
        {kind === "site" && siteById.value.has(id) && <SheetButton id={id} />}
        {kind === "site" && siteById.value.has(id) && (
          <a
            class="button button-small"
            href={siteFileUrl(id)}
            title={t("download.site")}
            download={`${id}.geojson`}
            onClick={(event) => {
              const all = collection.peek();
              if (!serverUnreachable.peek() || all === null) return;
              event.preventDefault();
              saveSite(all, id);
            }}
          >
            <Icon name="download" />
            <span class="panel-bar-name">{t("download.site")}</span>
          </a>
        )}
      </span>
      <button
        type="button"
        class={before === null ? "icon-button panel-close" : "icon-button"}
        aria-label={t("page.close")}
        onClick={close}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
