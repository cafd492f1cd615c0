// New signs come tile by tile. Frames wait for the last tile: half of a change is nothing to look at, and where a frame
// is drawn by software the next one waits for it.

import type { Map as GlMap, MapSourceDataEvent } from "maplibre-gl";

/** The longest wait, in milliseconds: from a slow server signs come as they can. */
const MAX_WAIT_MS = 300;

/** Draws changes of these sources' data in one frame, unless the map moves, and calls before it. Returns the way to stop. */
export function batchRepaints(map: GlMap, sources: readonly string[], gathered: () => void): () => void {
  const draw = map.triggerRepaint.bind(map);
  const awaited = new Set<string>();
  let asked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const release = (): void => {
    clearTimeout(timer);
    awaited.clear();
    gathered();
    if (asked) draw();
    asked = false;
  };
  const wait = ({ sourceId, tile }: MapSourceDataEvent): void => {
    if (tile || !sources.includes(sourceId) || map.isMoving()) return;
    if (awaited.size === 0) timer = setTimeout(release, MAX_WAIT_MS);
    awaited.add(sourceId);
  };
  const look = ({ sourceId, sourceDataType }: MapSourceDataEvent): void => {
    // Only described: its tiles are still the former ones.
    if (sourceDataType === "metadata" || !awaited.has(sourceId) || !map.isSourceLoaded(sourceId)) return;
    awaited.delete(sourceId);
    if (awaited.size === 0) release();
  };

  map.triggerRepaint = () => {
    if (awaited.size === 0) draw();
    else asked = true;
  };
  map.on("sourcedataloading", wait);
  map.on("sourcedata", look);
  map.on("movestart", release);
  return () => {
    map.off("sourcedataloading", wait);
    map.off("sourcedata", look);
    map.off("movestart", release);
    map.triggerRepaint = draw;
    release();
  };
}
