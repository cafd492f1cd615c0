import { effect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { AsOfNotice } from "./asof/AsOf";
import { EvidenceLevels } from "./common/EvidenceLevels";
import { credit, subtitle } from "./common/about";
import { onHost } from "./root";
import { LazyView } from "./common/View";
import { Icon } from "./common/Icon";
import { Dialogs } from "./dialogs/Dialogs";
import { dialog } from "./state/page";
import { Chosen } from "./compare/Chosen";
import { DownloadMenu } from "./download/DownloadMenu";
import { Chips } from "./filters/Chips";
import { FilterBar, isFacetOpen } from "./filters/FilterBar";
import { SearchBox } from "./filters/SearchBox";
import { language, t } from "./i18n";
import { LANGUAGES, ownName } from "./i18n/languages";
import { Count, SiteList } from "./list/SiteList";
import { MapPane } from "./map-pane/MapPane";
import { Offline } from "./offline/Offline";
import { Panel } from "./panel/Panel";
import { isPlainClick } from "./records/RecordLink";
import { recordName } from "./records/recordClaims";
import { ready } from "./state/atlas";
import { loadAllLazy, lazy } from "./state/lazy";
import { screenUrl, compared, embed, openRef, screen, setLanguage, showScreen } from "./state/page";
import { SCREENS } from "./state/url";

const compareView = lazy(async () => (await import("./compare/CompareView")).CompareView);
const agreementsView = lazy(async () => (await import("./agreements/AgreementsView")).AgreementsView);
const disagreementsView = lazy(
  async () => (await import("./disagreements/DisagreementsView")).DisagreementsView,
);
const chartsView = lazy(async () => (await import("./charts/ChartsView")).ChartsView);
const VIEWS = {
  agreements: agreementsView,
  disagreements: disagreementsView,
  charts: chartsView,
  compare: compareView,
};

const embedFoot = lazy(async () => (await import("./share/EmbedFoot")).EmbedFoot);
const update = lazy(async () => (await import("./offline/Update")).Update);

effect(() => {
  const named = openRef.value !== null && ready.value ? recordName(openRef.value) : null;
  const shown = screen.value === "sites" ? null : t(`view.${screen.value}`);
  const name = named ?? shown;
  const about = subtitle();
  document.title = name !== null ? `${name} – Oreatlas` : about === "" ? "Oreatlas" : `Oreatlas: ${about}`;
});

export function App() {
  const shown = screen.value;
  const mapped = useRef(false);
  // Once created the map stays, because creating it takes seconds.
  if (shown === "sites") mapped.current = true;
  const rests = shown !== "sites" && ready.value;
  // Beside the list, the map loads first and then triggers this.
  useEffect(() => {
    if (rests) loadAllLazy();
  }, [rests]);
  const open = openRef.value;
  const classes = [
    "page",
    embed.value && "page-embed",
    `page-${shown}`,
    open !== null && !embed.value && "page-open",
    open && `page-open-${open.kind}`,
  ];
  const Update = update.value.value;
  return (
    <div class={classes.filter(Boolean).join(" ")}>
      <a class="skip" href="#list">
        {t(shown === "sites" ? "page.skipToList" : "page.skipToView")}
      </a>
      {!embed.value && (
        <header class="masthead">
          <div class="masthead-words">
            <h1>Oreatlas</h1>
            <p class="subtitle">{subtitle() || "\u00a0"}</p>
          </div>
          <Screens />
          <Tools />
        </header>
      )}
      <Offline />
      {Update !== null && <Update />}
      <main class="main">
        {shown === "sites" && <Sites />}
        {mapped.current && <MapPane />}
        {shown !== "sites" && (
          <Listing view>
            <AsOfNotice />
            <LazyView view={VIEWS[shown]} />
            <Colophon />
          </Listing>
        )}
        {!embed.value && <Panel />}
      </main>
      {embed.value && <LazyView view={embedFoot} />}
      <Dialogs />
    </div>
  );
}

/** The filters and the list of sites. */
function Sites() {
  return (
    <>
      <div class="query">
        <SearchBox />
        <FilterBar />
        <Chips reserved={isFacetOpen.value} />
        <Chosen />
        <div class="query-bar">
          <Count />
          <DownloadMenu />
        </div>
      </div>
      <Listing>
        <h2 class="unseen">{t("list.label")}</h2>
        <EvidenceLevels />
        <SiteList />
        <Colophon />
      </Listing>
    </>
  );
}

/** The target of the skip link. Not the scroller itself: in a `reading-flow`, Tab skips elements with a negative index. */
function Listing({ view = false, children }: { view?: boolean; children: ComponentChildren }) {
  return (
    <div class={view ? "listing listing-view" : "listing"}>
      <div id="list" tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}

/** Links to the page's views. */
function Screens() {
  // Comparison appears once a site has been chosen for it.
  const compares = compared.value.length > 0 || screen.value === "compare";
  const shown = SCREENS.filter((name) => name !== "compare" || compares);
  return (
    <nav class="screens" aria-label={t("view.label")}>
      {shown.map((name) => (
        <a
          key={name}
          class="screen"
          href={screenUrl(name)}
          aria-current={screen.value === name ? "page" : undefined}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            showScreen(name);
          }}
        >
          {t(`view.${name}`)}
        </a>
      ))}
    </nav>
  );
}

/** Commands, sharing and languages. */
function Tools() {
  const others = LANGUAGES.filter((other) => other !== language.value);
  return (
    <div class="tools">
      <button
        type="button"
        class="button tool"
        title={t("commands.label")}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => (dialog.value = { name: "commands" })}
      >
        <Icon name="search" />
        <span class="unseen">{t("commands.label")}</span>
        <kbd class="tool-key">Ctrl K</kbd>
      </button>
      <button
        type="button"
        class="button tool"
        aria-label={t("shareDialog.label")}
        title={t("shareDialog.label")}
        onClick={() => (dialog.value = { name: "share" })}
      >
        <Icon name="share" />
        <span class="tool-name">{t("shareDialog.label")}</span>
      </button>
      {others.map((other) => (
        <button
          key={other}
          type="button"
          class="button language"
          lang={other}
          dir="auto"
          onClick={() => setLanguage(other)}
        >
          {ownName(other)}
        </button>
      ))}
    </div>
  );
}

/** Licence, API link and a note on boundaries. */
function Colophon() {
  // Before the list has loaded it would be visible, and then pushed down.
  if (!ready.value) return null;
  return (
    <footer class="colophon">
      <p>{t("map.boundaryNote")}</p>
      <p>
        {credit()} <a href={onHost("/collections")}>{t("page.api")}</a>
      </p>
    </footer>
  );
}
