import { computed } from "@preact/signals";
import { view } from "../state/page";
import { visible } from "../state/map";

/** How far the ground is tilted at first, in degrees. */
const TILT = 55;

/** Whether the map shows the ground raised to its heights. */
export const isTerrainOn = computed(() => view.value?.pitch !== undefined);

/** Tilts the map to show how high the ground is, or lays it flat with north up. */
export function toggleTerrain(): void {
  const shown = visible.peek()?.view;
  if (shown === undefined) return;
  const { zoom, lat, lon } = view.peek() ?? shown;
  const flat = { zoom, lat, lon };
  view.value = isTerrainOn.peek() ? flat : { ...flat, bearing: 0, pitch: TILT };
}
