import { expect, test } from "vitest";
import { dayAt, nextIndex, indexOfDay } from "./days";

const days = ["1974-01-01", "2022-03-20", "2025-09-08", "2025-10-02"];

test("a day has the position of the last change up to it", () => {
  expect(indexOfDay(days, null)).toBe(4);
  expect(indexOfDay(days, "1900-01-01")).toBe(0);
  expect(indexOfDay(days, "2022-03-19")).toBe(0);
  expect(indexOfDay(days, "2022-03-20")).toBe(1);
  expect(indexOfDay(days, "2025-09-30")).toBe(2);
  expect(indexOfDay(days, "2030-01-01")).toBe(3);
});

test("positions and days convert both ways", () => {
  for (let position = 0; position <= days.length; position += 1) {
    expect(indexOfDay(days, dayAt(days, position))).toBe(position);
  }
});

test("playback reaches today in about forty steps, then starts over", () => {
  const many = Array.from({ length: 317 }, (_, i) =>
    new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10),
  );
  let position = nextIndex(many, many.length);
  expect(position).toBe(0);
  let steps = 0;
  while (dayAt(many, position) !== null) {
    position = nextIndex(many, position);
    steps += 1;
  }
  expect(position).toBe(many.length);
  expect(steps).toBeGreaterThan(30);
  expect(steps).toBeLessThan(50);
});
