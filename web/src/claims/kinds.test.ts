import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import type { Claim, Mineral, Organization } from "../api/types";
import { nameOf, setLanguage } from "../i18n";
import { DEFAULT, ENGLISH, loadMessages } from "../i18n/languages";
import { ABOUTS, kindOf, type Names, SECTIONS } from "./kinds";
import { STANDINGS } from "./standing";

/** What the page and the HTML pages have in common: the tests of `src/pages/kinds.rs` read the same file. */
interface Common {
  standings: string[];
  sections: string[];
  briefs: { claim: Claim; en: string; ur: string }[];
}

const ROOT = new URL("../../../", import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));

const common = read("tests/fixtures/claims.json") as Common;
const { minerals } = read("data/minerals.json") as { minerals: Mineral[] };
const organizations = readdirSync(new URL("data/organizations", ROOT)).map(
  (file) => read(`data/organizations/${file}`) as Organization,
);

function nameIn(records: readonly (Mineral | Organization)[], id: string): string {
  const record = records.find((one) => one.id === id);
  return record === undefined ? id : nameOf(record);
}

const names: Names = {
  organization: (id) => nameIn(organizations, id),
  mineral: (id) => nameIn(minerals, id),
};

describe.each(["en", "ur"] as const)("in %s", (language) => {
  afterEach(() => setLanguage(DEFAULT, ENGLISH));

  test("claims read as on the HTML pages", async () => {
    setLanguage(language, await loadMessages(language));
    const briefs = common.briefs.map(({ claim }) => kindOf(claim).brief(claim, names));
    expect(briefs).toEqual(common.briefs.map((each) => each[language]));
  });
});

test("every kind of claim is compared with the HTML pages", () => {
  expect(new Set(common.briefs.map(({ claim }) => claim.about))).toEqual(new Set(ABOUTS));
});

test("sections and standings are in the order of the HTML pages", () => {
  expect(SECTIONS).toEqual(common.sections);
  expect(STANDINGS).toEqual(common.standings);
});
