import { expect, test } from "vitest";
import { breakName, placeAll, type Candidate } from "./labelPlacement";

const within = { x: 0, y: 0, width: 200, height: 200 };

function name(id: string, x: number, y: number, required = false): Candidate {
  return {
    ...{ id, at: { x, y }, lines: [id], width: 40, height: 10, required },
    offset: { x: 10, y: 10 },
    anchors: ["left", "right", "top", "bottom"],
  };
}

test("a label takes its first free side", () => {
  const [alone] = placeAll([name("a", 100, 100)], [], within);
  expect(alone).toMatchObject({ anchor: "left", box: { x: 110, y: 95, width: 40, height: 10 } });
  // First another label is on its right, then the edge.
  expect(placeAll([name("a", 100, 100)], [{ x: 120, y: 90, width: 20, height: 20 }], within)[0]?.anchor).toBe(
    "right",
  );
  expect(placeAll([name("a", 190, 100)], [], within)[0]?.anchor).toBe("right");
});

test("labels do not overlap, and those without room are dropped unless required", () => {
  const crowd = [1, 2, 3, 4, 5, 6].map((index) => name(String(index), 100, 100));
  expect(placeAll(crowd, [], within).map(({ anchor }) => anchor)).toEqual(["left", "right", "top", "bottom"]);
  expect(placeAll([...crowd, name("open", 100, 100, true)], [], within).at(-1)?.id).toBe("open");
});

test("a long name breaks into lines of about equal width", () => {
  const measure = (text: string): number => text.length;
  expect(breakName("Saindak", 9, measure)).toEqual(["Saindak"]);
  expect(breakName("Muslim Bagh chromite field", 14, measure)).toEqual(["Muslim Bagh", "chromite field"]);
});
