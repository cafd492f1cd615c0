// What both peers have: a map without a basemap at the address's view, and a checkbox for each mineral.

import * as maplibre from "/maplibre/maplibre-gl.mjs";

maplibre.setWorkerUrl("/maplibre/maplibre-gl-worker.mjs");

const asked = new URLSearchParams(window.location.search);
export const api = asked.get("api");
const [zoom, lat, lon] = asked.get("map").split("/").map(Number);

export function makeMap(sources, layers) {
  const style = {
    version: 8,
    sources,
    layers: [{ id: "ground", type: "background", paint: { "background-color": "#e8e4d8" } }, ...layers],
  };
  const map = new maplibre.Map({ container: "map", style, center: [lon, lat], zoom, fadeDuration: 0 });
  window.oreatlas = { map };
  return map;
}

/** Calls `changed` with the chosen minerals whenever they change. */
export async function offer(changed) {
  const { facets } = await (await fetch(`${api}/collections/sites/facets`)).json();
  const place = document.getElementById("options");
  for (const { value } of facets.mineral) {
    const label = document.createElement("label");
    label.innerHTML = `<input type="checkbox" name="mineral" value="${value}"> ${value}`;
    place.append(label);
  }
  place.addEventListener("change", () =>
    changed([...place.querySelectorAll("input:checked")].map((input) => input.value)),
  );
}
