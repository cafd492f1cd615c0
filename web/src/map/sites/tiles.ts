// Sites of a large atlas as the server's vector tiles, which it filters and clusters.

import {
  addProtocol,
  type Map as GlMap,
  type VectorSourceSpecification,
  type VectorTileSource,
} from "maplibre-gl";
import { TILE_PATH } from "../../offline/cacheBuckets";
import { readTile } from "../../offline/tiles";
import { TILES } from "../style/layerIds";

const SCHEME = "sites";

const withFilters = (path: string, filters: string): string => (filters === "" ? path : `${path}?${filters}`);

const address = (filters: string): string =>
  withFilters(`${SCHEME}://${TILE_PATH}WebMercatorQuad/{z}/{y}/{x}`, filters);

/** What tiles are asked with by now: to MapLibre whatever answers last is the newest. */
let newest = "";
let missed = false;

/** Has MapLibre read them by way of the page. It never asks again for what failed: such a tile is empty. */
export function openTiles(): void {
  addProtocol(SCHEME, async ({ url }, { signal }) => {
    const [path = ""] = url.slice(`${SCHEME}://`.length).split("?");
    for (;;) {
      const filters = newest;
      const data = await readTile(withFilters(path, filters), signal).catch(() => {
        signal.throwIfAborted();
        missed = true;
        return new ArrayBuffer(0);
      });
      if (filters === newest) return { data };
    }
  });
}

/** Has the tiles that failed read once more. */
export function reloadMissing(map: GlMap): void {
  if (missed && map.getSource(TILES)) map.refreshTiles(TILES);
  missed = false;
}

export function tiledSource(filters: string): VectorSourceSpecification {
  newest = filters;
  return { type: "vector", tiles: [address(filters)], maxzoom: 22, promoteId: "id" };
}

/** Has the tiles of other filters drawn. */
export function filterTiles(map: GlMap, filters: string): void {
  const source = map.getSource<VectorTileSource>(TILES);
  // Its own list of them is there only once it has loaded.
  const { tiles } = (source?.serialize() ?? {}) as Partial<VectorSourceSpecification>;
  if (!source || tiles?.[0] === address(filters)) return;
  newest = filters;
  source.setTiles([address(filters)]);
}
