// The page's actions, run by key or by name.

import { dialog } from "../state/page";
import { language, type Key, t } from "../i18n";
import { LANGUAGES, ownName } from "../i18n/languages";
import { groups } from "../list/groups";
import { shown, remote } from "../state/sites";
import { toggleTerrain } from "../map-pane/terrain";
import {
  downloadUrl,
  clearFilters,
  compared,
  openRecord,
  openSite,
  screen,
  selectedId,
  setAsOf,
  setLanguage,
  setNear,
  showScreen,
} from "../state/page";
import { NEAR_KM, SCREENS } from "../state/url";
import { visible } from "../state/map";

interface Action {
  readonly name: string;
  /** The key that runs it, unless the reader has turned single keys off. */
  readonly key?: string;
  run(): void;
}

const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** Opens the site `by` places after the open one in the list. */
function step(by: 1 | -1): void {
  const server = remote.peek();
  const sites =
    server === null
      ? groups(shown.peek()).flatMap((group) => group.sites)
      : (server.pages.peek()?.sites ?? []);
  const at = sites.findIndex((site) => site.id === selectedId.peek());
  const next = sites[at === -1 && by === -1 ? sites.length - 1 : at + by];
  if (next !== undefined) openSite(next.id);
}

const named = (key: Key, action: Omit<Action, "name">): Action => ({ name: t(key), ...action });

/** Every action, named in the page's language. */
export function actions(): Action[] {
  return [
    named("command.search", {
      key: "/",
      run() {
        if (screen.peek() !== "sites") showScreen("sites");
        // The search box may only just have been rendered.
        requestAnimationFrame(() => focus("#search"));
      },
    }),
    named("command.next", { key: "j", run: () => step(1) }),
    named("command.previous", { key: "k", run: () => step(-1) }),
    named("command.map", { key: "m", run: () => focus(".map-canvas canvas") }),
    named("command.list", { key: "l", run: () => focus("#list") }),
    ...SCREENS.filter((name) => name !== "compare" || compared.peek().length > 0).map((name, index) => ({
      ...{ name: t("command.view", { name: t(`view.${name}`) }), key: String(index + 1) },
      run: () => showScreen(name),
    })),
    named("shareDialog.label", { key: "s", run: () => (dialog.value = { name: "share" }) }),
    named("terrain.toggle", { key: "t", run: toggleTerrain }),
    named("near.mapCentre", {
      run() {
        const view = visible.peek()?.view;
        if (view !== undefined) setNear({ from: [view.lon, view.lat], km: NEAR_KM });
      },
    }),
    named("command.clear", { key: "x", run: clearFilters }),
    named("command.today", { run: () => setAsOf(null) }),
    named("command.close", { run: () => openRecord(null) }),
    named("shortcuts.label", { key: "?", run: () => (dialog.value = { name: "shortcuts" }) }),
    ...LANGUAGES.filter((other) => other !== language.value).map((other) => ({
      name: ownName(other),
      run: () => setLanguage(other),
    })),
    ...(["gpkg", "geojson", "csv"] as const).map((format) => ({
      name: t("command.download", { format: { gpkg: "GeoPackage", geojson: "GeoJSON", csv: "CSV" }[format] }),
      run: () => window.location.assign(downloadUrl(format)),
    })),
  ];
}
