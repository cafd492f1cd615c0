import { computed } from "@preact/signals";
import { view } from "../state/page";
import { visible } from "../state/map";

/** The initial tilt in degrees. */
const TILT = 55;

/** Whether the map shows 3D terrain. */
export const isTerrainOn = computed(() => view.value?.pitch !== undefined);

/** Tilts the map to show terrain, or makes it flat with north up. */
export function toggleTerrain(): void {
  const shown = visible.peek()?.view;
  if (shown === undefined) return;
  const { zoom, lat, lon } = view.peek() ?? shown;
  const flat = { zoom, lat, lon };
  view.value = isTerrainOn.peek() ? flat : { ...flat, bearing: 0, pitch: TILT };
}
