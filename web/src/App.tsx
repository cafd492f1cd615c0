import { effect } from "@preact/signals";
import { DownloadMenu } from "./download/DownloadMenu";
import { Chips } from "./filters/Chips";
import { FilterBar } from "./filters/FilterBar";
import { SearchBox } from "./filters/SearchBox";
import { t } from "./i18n";
import { siteName } from "./list/labels";
import { Count, SiteList } from "./list/SiteList";
import { MapPlace } from "./map-place/MapPlace";
import { SitePanel } from "./panel/SitePanel";
import { failure, load, reading, ready, selected } from "./state/atlas";
import { language } from "./state/language";
import { selectedId, setLanguage } from "./state/page";

effect(() => {
  const site = selected.value;
  document.title = site === null ? `Oreatlas: ${t("subtitle")}` : `${siteName(site)} – Oreatlas`;
});

export function App() {
  const open = selectedId.value !== null;
  return (
    <div class={open ? "page page-open" : "page"}>
      <a class="skip" href="#list">
        {t("skipToList")}
      </a>
      <header class="masthead">
        <div class="masthead-words">
          <h1>Oreatlas</h1>
          <p class="subtitle">{t("subtitle")}</p>
        </div>
        <LanguageButton />
      </header>
      <Failure />
      <main class="main">
        <div class="asking">
          <SearchBox />
          <FilterBar />
          <Chips />
          <div class="asking-bar">
            <Count />
            <DownloadMenu />
          </div>
        </div>
        <div class="listing" id="list" tabIndex={-1}>
          <h2 class="unseen">{t("list")}</h2>
          <SiteList />
          <Colophon />
        </div>
        <MapPlace />
        <SitePanel />
      </main>
    </div>
  );
}

function LanguageButton() {
  const other = language.value === "en" ? "ur" : "en";
  return (
    <button
      type="button"
      class={other === "ur" ? "button language urdu" : "button language"}
      lang={other}
      onClick={() => setLanguage(other)}
    >
      {t("otherLanguage")}
    </button>
  );
}

/** The server is gone: says so, and offers to ask again. What was read stays. */
function Failure() {
  const failed = failure.value;
  return (
    <div role="alert">
      {failed !== null && (
        <div class="failure">
          <p>
            <strong>{t("serverGone")}</strong> {ready.value && t("serverGoneKept")} {failed.detail}
          </p>
          <button type="button" class="button" disabled={reading.value} onClick={() => void load()}>
            {t("retry")}
          </button>
        </div>
      )}
    </div>
  );
}

/** What the reader may do with the data, and how the map's boundaries are meant. */
function Colophon() {
  return (
    <footer class="colophon">
      <p>{t("boundaryNote")}</p>
      <p>
        {t("attribution")} <a href="/collections">{t("api")}</a>
      </p>
    </footer>
  );
}
