import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Site } from "../api/types";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { ready, selected, shown } from "../state/atlas";
import { openSite, selectedId } from "../state/page";
import { cameFrom, followed } from "./Cites";
import { Claims, Identifiers, Searched } from "./Claims";
import { Numbers } from "./context";
import { Disagreement } from "./Disagreement";
import { Header } from "./Header";
import { Location } from "./Location";
import { numberSources } from "./numbering";
import { Sources } from "./Sources";

/** The site that was open when the page came: its panel doesn't take the focus. */
let opened = selectedId.peek();

/** The open site's panel; the focus comes to it, and goes back to the list when it closes. */
export function SitePanel() {
  const id = selectedId.value;
  const known = selected.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = opened;
    opened = id;
    cameFrom.value = null;
    followed.value = null;
    if (id === before) return;
    panel.current?.scrollTo({ top: 0 });
    if (id !== null) {
      heading.current?.focus();
      document.getElementById(`row-${id}`)?.scrollIntoView({ block: "nearest" });
    } else {
      document.getElementById(`row-${before}`)?.focus();
    }
  }, [id]);
  useEffect(() => {
    if (id === null) return;
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) openSite(null);
    };
    document.addEventListener("keydown", escape);
    return () => document.removeEventListener("keydown", escape);
  }, [id === null]);
  if (id === null || (known === null && !ready.value)) return null;
  return (
    <aside class="panel" ref={panel} aria-label={known?.properties.name ?? id}>
      <div class="panel-bar">
        <button type="button" class="button button-small panel-back" onClick={() => openSite(null)}>
          <Icon name="back" />
          {t("back")}
        </button>
        {known !== null && (
          <a class="button button-small" href={`/collections/sites/items/${id}`} download={`${id}.geojson`}>
            <Icon name="download" />
            {t("downloadSite")}
          </a>
        )}
        <button
          type="button"
          class="icon-button panel-close"
          aria-label={t("close")}
          onClick={() => openSite(null)}
        >
          <Icon name="close" />
        </button>
      </div>
      {known === null ? (
        <h2 class="panel-name" ref={heading} tabIndex={-1}>
          {t("unknownSite", { id })}
        </h2>
      ) : (
        <>
          {!shown.value.includes(known) && <p class="panel-hidden">{t("notShown")}</p>}
          <Content site={known} heading={heading} />
        </>
      )}
    </aside>
  );
}

function Content({ site, heading }: { site: Site; heading: { current: HTMLHeadingElement | null } }) {
  const numbers = useMemo(() => numberSources(site.properties.claims), [site]);
  return (
    <Numbers.Provider value={numbers}>
      <Header site={site} heading={heading} />
      <Disagreement site={site} />
      <Location site={site} />
      <Claims site={site} />
      <Searched site={site} />
      <Identifiers site={site} />
      <Sources />
    </Numbers.Provider>
  );
}
