import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../common/Icon";
import { LazyView } from "../common/View";
import { t } from "../i18n";
import { lazy } from "../state/lazy";

const content = lazy(async () => (await import("./DownloadContent")).DownloadContent);

/** The least room for the menu below its button, in CSS pixels; with less, it opens upwards. */
const LEAST_ROOM = 240;

/** Tells the menu which way to open, and how high it may be so that it stays in the window. */
function fit(details: HTMLDetailsElement): void {
  const { top, bottom } = details.getBoundingClientRect();
  const [above, below] = [top, window.innerHeight - bottom];
  const upwards = below < LEAST_ROOM && above > below;
  details.classList.toggle("download-upwards", upwards);
  details.style.setProperty("--room", `${upwards ? above : below}px`);
}

/** Downloads of the shown sites. */
export function DownloadMenu() {
  const menu = useRef<HTMLDetailsElement>(null);
  // Its content requests the dataset's version, so it is rendered only when opened.
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const outside = (event: Event): void => {
      const details = menu.current;
      if (details?.open && event.target instanceof Node && !details.contains(event.target))
        details.open = false;
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const escape = (event: KeyboardEvent): void => {
    const details = menu.current;
    if (event.key !== "Escape" || !details?.open) return;
    event.stopPropagation();
    details.open = false;
    details.querySelector("summary")?.focus();
  };
  return (
    <details
      class="download"
      ref={menu}
      onKeyDown={escape}
      onToggle={({ currentTarget: details }) => {
        fit(details);
        setOpen(details.open);
      }}
    >
      <summary class="button">
        <Icon name="download" />
        {t("download.label")}
      </summary>
      {open && <LazyView view={content} />}
    </details>
  );
}
