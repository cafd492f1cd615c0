import { effect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "../common/Icon";
import { LazyView } from "../common/View";
import { measured, visible } from "../state/map";
import { t } from "../i18n";
import { type AtlasMap } from "../map/types";
import { ready } from "../state/atlas";
import { embed } from "../state/page";
import { loadAllLazy, lazy } from "../state/lazy";
import { afterPaint } from "../state/scheduling";
import { mapInputs } from "./inputs";
import { isTerrainOn, toggleTerrain } from "./terrain";

const legend = lazy(async () => (await import("../legend/Legend")).Legend);
const summary = lazy(async () => (await import("./MapSummary")).MapSummary);
const count = lazy(async () => (await import("./MapCount")).MapCount);
const measureView = lazy(async () => (await import("../measure/Measure")).Measure);

type State = "waiting" | "shown" | "noWebgl" | "failed";

/** The map, which loads after the list, or the reason why there is none. */
export function MapPane() {
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<AtlasMap | null>(null);
  const [state, setState] = useState<State>("waiting");
  const listed = ready.value;
  useEffect(() => {
    if (state === "noWebgl" || state === "failed") loadAllLazy();
  }, [state]);
  useEffect(() => {
    const container = place.current;
    if (!listed || container === null) return;
    let gone = false;
    new Promise<void>((painted) => void afterPaint(painted))
      .then(() => {
        legend.load();
        return import("../map");
      })
      .then(({ createMap, NoWebGl }) => {
        if (gone) return;
        try {
          map.current = createMap(container, mapInputs);
          setState("shown");
        } catch (error) {
          if (!(error instanceof NoWebGl)) throw error;
          setState("noWebgl");
        }
      })
      .catch((error: unknown) => {
        console.warn("The map could not be loaded.", error);
        if (!gone) setState("failed");
      });
    // Lazy code waits for the map's first frame, or for its failure.
    const stopWaiting = effect(() => {
      if (visible.value !== null) loadAllLazy();
    });
    return () => {
      gone = true;
      stopWaiting();
      map.current?.destroy();
      visible.value = null;
      map.current = null;
    };
  }, [listed]);
  return (
    <section class="map-pane" aria-label={t("map.label")}>
      <div class="map-frame">
        <div class="map-canvas" ref={place} />
        {state === "shown" && <LazyView view={summary} />}
        {state !== "shown" && (
          <p class={`map-message map-message-${state}`}>
            {t(state === "noWebgl" ? "map.noWebgl" : state === "failed" ? "map.failed" : "map.loading")}
          </p>
        )}
        {state === "shown" && !embed.value && (
          <div class="map-tools">
            <LazyView view={legend} />
            <Tool name={t("map.showAll")} icon="fit" use={() => map.current?.fitShown()} />
            <Tool
              name={t("measure.label")}
              icon="measure"
              on={measured.value !== null}
              use={() => (measured.value = measured.value === null ? [] : null)}
            />
            <Tool name={t("terrain.label")} icon="raise" on={isTerrainOn.value} use={toggleTerrain} />
            <LazyView view={measureView} />
            <LazyView view={count} />
          </div>
        )}
      </div>
    </section>
  );
}

interface ToolProps {
  name: string;
  icon: IconName;
  /** For a toggle. */
  on?: boolean;
  use(): void;
}

function Tool({ name, icon, on, use }: ToolProps) {
  return (
    <button
      type="button"
      class={on ? "button button-small button-chosen" : "button button-small"}
      title={name}
      aria-label={name}
      aria-pressed={on}
      onClick={use}
    >
      <Icon name={icon} />
      <span class="map-tool-name">{name}</span>
    </button>
  );
}
