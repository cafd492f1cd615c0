import type { Map as GlMap } from "maplibre-gl";

/** Puts an image behind the map while the page prints, because a WebGL canvas prints empty. */
export function printMap(map: GlMap, container: HTMLElement): () => void {
  const image = document.createElement("img");
  image.className = "map-printed";
  image.alt = "";
  container.after(image);
  const capture = (): void => {
    // A frame can be read until the browser presents it.
    map.redraw();
    image.src = map.getCanvas().toDataURL("image/jpeg", 0.92);
  };
  const clear = (): void => image.removeAttribute("src");
  window.addEventListener("beforeprint", capture);
  window.addEventListener("afterprint", clear);
  return () => {
    window.removeEventListener("beforeprint", capture);
    window.removeEventListener("afterprint", clear);
    image.remove();
  };
}
