import type { Map as GlMap } from "maplibre-gl";

/** Before the page is printed, puts an image of the map behind it: a canvas of WebGL prints empty. */
export function printMap(map: GlMap, container: HTMLElement): () => void {
  const image = document.createElement("img");
  image.className = "map-printed";
  image.alt = "";
  container.after(image);
  const keep = (): void => {
    // What is drawn now can be read until the browser shows it.
    map.redraw();
    image.src = map.getCanvas().toDataURL("image/jpeg", 0.92);
  };
  const forget = (): void => image.removeAttribute("src");
  window.addEventListener("beforeprint", keep);
  window.addEventListener("afterprint", forget);
  return () => {
    window.removeEventListener("beforeprint", keep);
    window.removeEventListener("afterprint", forget);
    image.remove();
  };
}
