// MapLibre repaints as each tile arrives. Waiting for the last one avoids showing half of a change, and saves frames,
// which are slow where WebGL is rendered in software.

import type { Map as GlMap, MapSourceDataEvent } from "maplibre-gl";

/** In milliseconds. After that, a slow server's tiles are drawn one by one. */
const MAX_WAIT_MS = 300;

/** Draws data changes of these sources in one frame, unless the map moves; calls `gathered` before it. Returns a stop function. */
export function batchRepaints(map: GlMap, sources: readonly string[], gathered: () => void): () => void {
  const draw = map.triggerRepaint.bind(map);
  const pending = new Set<string>();
  let repaintRequested = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const release = (): void => {
    clearTimeout(timer);
    pending.clear();
    gathered();
    if (repaintRequested) draw();
    repaintRequested = false;
  };
  const onLoading = ({ sourceId, tile }: MapSourceDataEvent): void => {
    if (tile || !sources.includes(sourceId) || map.isMoving()) return;
    if (pending.size === 0) timer = setTimeout(release, MAX_WAIT_MS);
    pending.add(sourceId);
  };
  const onData = ({ sourceId, sourceDataType }: MapSourceDataEvent): void => {
    // Metadata only: the tiles are still the old ones.
    if (sourceDataType === "metadata" || !pending.has(sourceId) || !map.isSourceLoaded(sourceId)) return;
    pending.delete(sourceId);
    if (pending.size === 0) release();
  };

  map.triggerRepaint = () => {
    if (pending.size === 0) draw();
    else repaintRequested = true;
  };
  map.on("sourcedataloading", onLoading);
  map.on("sourcedata", onData);
  map.on("movestart", release);
  return () => {
    map.off("sourcedataloading", onLoading);
    map.off("sourcedata", onData);
    map.off("movestart", release);
    map.triggerRepaint = draw;
    release();
  };
}
