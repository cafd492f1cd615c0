// Like uMap: one GeoJSON, clustered in the page; a filter gives the map other data and makes the list anew.

import { api, makeMap, offer } from "/shared.js";

const all = await (await fetch(`${api}/collections/sites/items?limit=10000`)).json();
const list = document.getElementById("list");

const map = makeMap({ sites: { type: "geojson", data: all, cluster: true, clusterRadius: 30 } }, [
  {
    id: "site",
    type: "circle",
    source: "sites",
    paint: {
      "circle-radius": ["case", ["has", "point_count"], 14, 8],
      "circle-color": ["case", ["has", "point_count"], "#444", "#c60"],
      "circle-stroke-width": 1.5,
      "circle-stroke-color": "#fff",
    },
  },
]);

function show(sites) {
  const items = sites.map(({ id, properties }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${id}`;
    link.textContent = properties.name;
    item.append(link);
    return item;
  });
  list.replaceChildren(...items);
}

show(all.features);
await offer((minerals) => {
  const passes = ({ properties }) => minerals.length === 0 || minerals.some((id) => properties.minerals.includes(id));
  const features = all.features.filter(passes);
  show(features);
  map.getSource("sites").setData({ type: "FeatureCollection", features });
});
