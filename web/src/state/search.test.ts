import { expect, test } from "vitest";
import { fold, words } from "./search";

test("spellings of one name fold together", () => {
  expect(fold("Reko Diq")).toBe(fold("rekodiq"));
  expect(fold("Chāgai-")).toBe("chagai");
  expect(fold("Khyber-Pakhtunkhwa")).toBe(fold("KHYBER PAKHTUNKHWA"));
});

test("Arabic and Urdu forms of a letter fold together", () => {
  expect(fold("ریکوڈک")).toBe(fold("ريكوڈك"));
  expect(fold("شمالی وزیرستان")).toBe(fold("شمالي وزيرستان"));
});

test("a search is split into folded words", () => {
  expect(words(" Reko  diq. ,")).toEqual(["reko", "diq"]);
  expect(words("  ")).toEqual([]);
});
