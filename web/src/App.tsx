import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { AsOfNotice } from "./asof/AsOf";
import { GradesExplained } from "./common/Grades";
import { WhenCome } from "./common/WhenCome";
import { DownloadMenu } from "./download/DownloadMenu";
import { Chips } from "./filters/Chips";
import { FilterBar } from "./filters/FilterBar";
import { SearchBox } from "./filters/SearchBox";
import { t } from "./i18n";
import { isArabic, LANGUAGES, ownName } from "./i18n/languages";
import { Count, SiteList } from "./list/SiteList";
import { MapPlace } from "./map-place/MapPlace";
import { Panel } from "./panel/Panel";
import { isPlain } from "./records/RecordLink";
import { recordName } from "./records/told";
import { failure, load, reading, ready } from "./state/atlas";
import { language } from "./state/language";
import { askForAll, later } from "./state/later";
import { addressOfScreen, opened, screen, setLanguage, showScreen } from "./state/page";
import { SCREENS } from "./state/url";

const agreementsView = later(async () => (await import("./agreements/AgreementsView")).AgreementsView);
const disagreementsView = later(
  async () => (await import("./disagreements/DisagreementsView")).DisagreementsView,
);
const chartsView = later(async () => (await import("./charts/ChartsView")).ChartsView);
const VIEWS = { agreements: agreementsView, disagreements: disagreementsView, charts: chartsView };

effect(() => {
  const named = opened.value !== null && ready.value ? recordName(opened.value) : null;
  const shown = screen.value === "sites" ? null : t(screen.value);
  const name = named ?? shown;
  document.title = name === null ? `Oreatlas: ${t("subtitle")}` : `${name} – Oreatlas`;
});

export function App() {
  const shown = screen.value;
  const mapped = useRef(false);
  // Once made, the map stays: making it takes seconds.
  if (shown === "sites") mapped.current = true;
  const rests = shown !== "sites" && ready.value;
  // Beside a list the map comes first, and asks then.
  useEffect(() => {
    if (rests) askForAll();
  }, [rests]);
  const open = opened.value;
  const classes = ["page", `page-${shown}`, open !== null && "page-open", open && `page-open-${open.kind}`];
  return (
    <div class={classes.filter(Boolean).join(" ")}>
      <a class="skip" href="#list">
        {t(shown === "sites" ? "skipToList" : "skipToView")}
      </a>
      <header class="masthead">
        <div class="masthead-words">
          <h1>Oreatlas</h1>
          <p class="subtitle">{t("subtitle")}</p>
        </div>
        <Screens />
        <LanguageButtons />
      </header>
      <Failure />
      <main class="main">
        {shown === "sites" && <Sites />}
        {mapped.current && <MapPlace />}
        {shown !== "sites" && (
          <div class="listing listing-view" id="list" tabIndex={-1}>
            <AsOfNotice />
            <WhenCome view={VIEWS[shown]} />
            <Colophon />
          </div>
        )}
        <Panel />
      </main>
    </div>
  );
}

/** What is asked, and what is found. */
function Sites() {
  return (
    <>
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
        <GradesExplained />
        <SiteList />
        <Colophon />
      </div>
    </>
  );
}

/** The ways to the page's views. */
function Screens() {
  return (
    <nav class="screens" aria-label={t("screens")}>
      {SCREENS.map((name) => (
        <a
          key={name}
          class="screen"
          href={addressOfScreen(name)}
          aria-current={screen.value === name ? "page" : undefined}
          onClick={(event) => {
            if (!isPlain(event)) return;
            event.preventDefault();
            showScreen(name);
          }}
        >
          {t(name)}
        </a>
      ))}
    </nav>
  );
}

function LanguageButtons() {
  const others = LANGUAGES.filter((other) => other !== language.value);
  return (
    <>
      {others.map((other) => (
        <button
          key={other}
          type="button"
          class={isArabic(other) ? "button language urdu" : "button language"}
          lang={other}
          onClick={() => setLanguage(other)}
        >
          {ownName(other)}
        </button>
      ))}
    </>
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
  // Below a list that has not come yet it would be seen, and then pushed away.
  if (!ready.value) return null;
  return (
    <footer class="colophon">
      <p>{t("boundaryNote")}</p>
      <p>
        {t("attribution")} <a href="/collections">{t("api")}</a>
      </p>
    </footer>
  );
}
