import { expect, test } from "vitest";
import { fold } from "../state/search";
import { find } from "./find";

const named = (...names: string[]) => ({ name: names[0], names: names.map(fold) });
const ALL = [
  named("Copper"),
  named("Cobalt"),
  named("Reko Diq", "ریکوڈک"),
  named("Rare earth elements"),
  named("Barrick Mining Corporation", "Barrick Gold"),
  named("Gold"),
];
const found = (query: string) => find(ALL, query, 10).map(({ name }) => name);

test("the best match comes first", () => {
  expect(found("gold")).toEqual(["Gold", "Barrick Mining Corporation"]);
  expect(found("co")).toEqual(["Copper", "Cobalt", "Barrick Mining Corporation"]);
});

test("names are found in any script and spelling", () => {
  expect(found("rekodiq")).toEqual(["Reko Diq"]);
  expect(found("ريكوڈك")).toEqual(["Reko Diq"]);
});

test("every word must match, in any order", () => {
  expect(found("corporation barrick")).toEqual(["Barrick Mining Corporation"]);
  expect(found("barrick copper")).toEqual([]);
});

test("no more than the maximum are returned", () => {
  expect(find(ALL, "o", 2)).toHaveLength(2);
});
