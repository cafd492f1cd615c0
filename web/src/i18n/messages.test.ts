import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Message = string | Record<string, string>;

const folder = new URL("../../messages/", import.meta.url);
const read = (file: string): Record<string, Message> =>
  JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Record<string, Message>;

const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const english = read("en.json");

const keysOf = (type: "string" | "object"): string[] =>
  Object.keys(english).filter((key) => typeof english[key] === type);

const placeholders = (text: unknown): string[] => [...new Set(String(text).match(/\{\w+\}/g) ?? [])].sort();

describe.each(files)("%s", (file) => {
  const messages = read(file);
  const categories = new Intl.PluralRules(String(messages["locale"])).resolvedOptions().pluralCategories;

  it("has exactly the keys of English", () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
  });

  it("names a locale of its own language, and a direction", () => {
    expect(`${new Intl.Locale(String(messages["locale"])).language}.json`).toBe(file);
    expect(["ltr", "rtl"]).toContain(messages["direction"]);
  });

  it("keeps a sign before its number in a right-to-left language", () => {
    const loose =
      messages["direction"] === "rtl" ? JSON.stringify(messages).match(/(?<!\u200e)±.{9}/g) : null;
    expect(loose).toBeNull();
  });

  it("has the placeholders of English in every text", () => {
    for (const key of keysOf("string")) {
      expect(messages[key], key).toMatch(/\S/);
      expect(placeholders(messages[key]), key).toEqual(placeholders(english[key]));
    }
  });

  it("has its own plural categories, and the placeholders of English in every form", () => {
    for (const key of keysOf("object")) {
      const forms = messages[key] as Record<string, string>;
      const expected = placeholders((english[key] as Record<string, string>)["other"]);
      expect(Object.keys(forms).sort(), key).toEqual([...categories].sort());
      expect(placeholders(forms["other"]), key).toEqual(expected);
      expect(expected, key).toContain("{n}");
      for (const form of Object.values(forms)) {
        // A form for one number only may write the number as a word.
        expect([...new Set([...placeholders(form), "{n}"])].sort(), key).toEqual(expected);
      }
    }
  });
});
