import type { Map as GlMap } from "maplibre-gl";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { batchRepaints } from "./repaint";

/** The parts of a map that are used: its events, whether it moves, and a count of repaints. */
function fake() {
  const listeners = new Map<string, Set<(event: object) => void>>();
  const of = (type: string) => listeners.get(type) ?? listeners.set(type, new Set()).get(type)!;
  const loaded = new Set(["sites", "regions"]);
  const frames = vi.fn<() => void>();
  let moves = false;
  const map = {
    triggerRepaint: frames,
    isMoving: () => moves,
    isSourceLoaded: (id: string) => loaded.has(id),
    on: (type: string, call: () => void) => of(type).add(call),
    off: (type: string, call: () => void) => of(type).delete(call),
  };
  const fire = (type: string, event: object = {}): void => of(type).forEach((call) => call(event));
  return {
    map: map as unknown as GlMap,
    frames,
    give(sourceId: string): void {
      loaded.delete(sourceId);
      fire("sourcedataloading", { sourceId });
    },
    load(sourceId: string): void {
      fire("sourcedata", { sourceId, tile: {} });
      loaded.add(sourceId);
      fire("sourcedata", { sourceId, tile: {} });
    },
    move(): void {
      moves = true;
      fire("movestart");
    },
    heard: () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("draws a change once all of its sources have loaded", () => {
  const { map, frames, give, load } = fake();
  const framesBefore: number[] = [];
  batchRepaints(map, ["sites", "regions"], () => framesBefore.push(frames.mock.calls.length));
  map.triggerRepaint();
  expect(frames).toHaveBeenCalledTimes(1);
  give("sites");
  give("regions");
  map.triggerRepaint();
  load("sites");
  map.triggerRepaint();
  expect(frames).toHaveBeenCalledTimes(1);
  expect(framesBefore).toEqual([]);
  load("regions");
  expect(frames).toHaveBeenCalledTimes(2);
  expect(framesBefore).toEqual([1]);
  map.triggerRepaint();
  expect(frames).toHaveBeenCalledTimes(3);
});

it("draws other changes at once", () => {
  const { map, frames, give } = fake();
  batchRepaints(map, ["sites"], () => undefined);
  give("focus");
  map.triggerRepaint();
  expect(frames).toHaveBeenCalledTimes(1);
});

it("draws what has loaded while the map moves, or if loading takes long", () => {
  const { map, frames, give, move } = fake();
  batchRepaints(map, ["sites"], () => undefined);
  give("sites");
  map.triggerRepaint();
  vi.advanceTimersByTime(299);
  expect(frames).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(frames).toHaveBeenCalledTimes(1);
  give("sites");
  map.triggerRepaint();
  move();
  expect(frames).toHaveBeenCalledTimes(2);
  give("sites");
  map.triggerRepaint();
  expect(frames).toHaveBeenCalledTimes(3);
});

it("restores the map when stopped", () => {
  const { map, frames, give, heard } = fake();
  const stop = batchRepaints(map, ["sites"], () => undefined);
  give("sites");
  map.triggerRepaint();
  stop();
  expect(heard()).toBe(0);
  expect(frames).toHaveBeenCalledTimes(1);
  map.triggerRepaint();
  expect(frames).toHaveBeenCalledTimes(2);
});
