// Sites of a large atlas as the server's vector tiles, which it filters and clusters.

import {
  addProtocol,
  type Map as GlMap,
  type VectorSourceSpecification,
  type VectorTileSource,
} from "maplibre-gl";
import { TILE_PATH } from "../../cache/buckets";
import { readTile } from "../../cache/tiles";
import { onHost } from "../../root";
import { TILES } from "../style/layerIds";

const SCHEME = "sites";

const withFilters = (path: string, filters: string): string => (filters === "" ? path : `${path}?${filters}`);

const tileUrl = (filters: string): string =>
  withFilters(`${SCHEME}://${onHost(TILE_PATH)}WebMercatorQuad/{z}/{y}/{x}`, filters);

/** The current filters. MapLibre would take the last response for the newest. */
let currentFilters = "";
let hasMissing = false;

/** Makes MapLibre load tiles through the page. A failed tile is empty, since MapLibre never retries. */
export function openTiles(): void {
  addProtocol(SCHEME, async ({ url }, { signal }) => {
    const [path = ""] = url.slice(`${SCHEME}://`.length).split("?");
    for (;;) {
      const filters = currentFilters;
      const data = await readTile(withFilters(path, filters), signal).catch(() => {
        signal.throwIfAborted();
        hasMissing = true;
        return new ArrayBuffer(0);
      });
      if (filters === currentFilters) return { data };
    }
  });
}

/** Loads the failed tiles again. */
export function reloadMissing(map: GlMap): void {
  if (hasMissing && map.getSource(TILES)) map.refreshTiles(TILES);
  hasMissing = false;
}

export function tiledSource(filters: string): VectorSourceSpecification {
  currentFilters = filters;
  return { type: "vector", tiles: [tileUrl(filters)], maxzoom: 22, promoteId: "id" };
}

/** Switches to the tiles of other filters. */
export function filterTiles(map: GlMap, filters: string): void {
  const source = map.getSource<VectorTileSource>(TILES);
  // `source.tiles` is set only once the source has loaded.
  const { tiles } = (source?.serialize() ?? {}) as Partial<VectorSourceSpecification>;
  if (!source || tiles?.[0] === tileUrl(filters)) return;
  currentFilters = filters;
  source.setTiles([tileUrl(filters)]);
}
