// Like OpenInfraMap: vector tiles of everything, which the style filters; no list.

import { api, makeMap, offer } from "/shared.js";

const tiles = [`${api}/collections/sites/tiles/WebMercatorQuad/{z}/{y}/{x}`];
const layer = (id, radius, color) => ({
  ...{ id, type: "circle", source: "tiles", "source-layer": id },
  paint: {
    ...{ "circle-radius": radius, "circle-color": color },
    ...{ "circle-stroke-width": 1.5, "circle-stroke-color": "#fff" },
  },
});

const map = makeMap({ tiles: { type: "vector", tiles, maxzoom: 22 } }, [
  layer("sites", 6, "#c60"),
  layer("clusters", 14, "#444"),
]);
window.oreatlas.byStyle = true;

await offer((minerals) => {
  map.setFilter("sites", minerals.length === 0 ? null : ["in", ["get", "mineral"], ["literal", minerals]]);
});
