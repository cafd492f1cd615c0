// Records whose every text is an attempt to inject markup or scripts: they are read as text, in each view and on each page.

import { type ChildProcess, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Page } from "@playwright/test";
import { expect, open, PROGRAM, serve, test } from "./page";

const ADDRESS = `http://127.0.0.1:${Number(process.env["PORT"] ?? "8787") + 1}`;

/** Ends every element, attribute, comment and script that it might be in, and then tries to run a script. */
const HOSTILE =
  `</script></style></textarea></title>--><script>window.injected=1</script><img src=x onerror=window.injected=2>` +
  `<svg onload=window.injected=3>"'\` onload=window.injected=4 {{constructor}} \${window.injected=5} &lt;b&gt;`;

const cite = [
  {
    source: "gazette",
    at: { page: HOSTILE },
    attributed_to: HOSTILE,
    passage: { start: HOSTILE, end: HOSTILE, sha256: "0".repeat(64) },
  },
];

const claim = (about: string, members: object) => ({ about, ...members, note: HOSTILE, cite });

const site = (id: string, [lon, lat]: [number, number]) => ({
  type: "Feature",
  id,
  geometry: { type: "Point", coordinates: [lon, lat] },
  properties: {
    name: `${id} ${HOSTILE}`,
    names: { en: [HOSTILE], ur: [{ name: HOSTILE, cite }] },
    distinct_from: [id === "hill" ? "dale" : "hill"],
    kind: "deposit",
    country: "PK",
    province: "PK-BA",
    claims: [
      claim("location", { coordinates: [lon, lat], uncertainty_m: 3000, basis: "compiled" }),
      claim("mineral", { mineral: "copper", rank: "primary" }),
      claim("mineral", { mineral: "gold", rank: "secondary" }),
      claim("operator", { organization: "miner", as_of: "2025-09" }),
      claim("operator", {
        organization: "rival",
        as_of: "2025-09",
        judgement: { verdict: "rejected", why: HOSTILE, cite },
      }),
      claim("remark", { text: HOSTILE }),
    ],
  },
});

const source = (id: string) => ({
  id,
  type: "article-newspaper",
  title: HOSTILE,
  author: [{ literal: HOSTILE }],
  "container-title": HOSTILE,
  publisher: HOSTILE,
  issued: { "date-parts": [[2025, 9, 8]] },
  URL: "https://example.org/?a=%22onmouseover=alert(1)",
  note: HOSTILE,
  custom: { kind: "newspaper", text_sha256: "0".repeat(64) },
});

const RECORDS: Record<string, object> = {
  "sites/pk/hill.geojson": site("hill", [62.061, 29.13]),
  "sites/pk/dale.geojson": site("dale", [64.5, 28.5]),
  "sources/gazette.json": source("gazette"),
  "organizations/miner.json": { id: "miner", name: HOSTILE, kind: "company", country: "PK" },
  "organizations/rival.json": { id: "rival", name: `${HOSTILE} too`, kind: "company", country: "PK" },
  "countries/pk.json": { id: "PK", name: HOSTILE, names: { ur: [{ name: HOSTILE, cite }] }, claims: [] },
  "agreements/lease.json": {
    type: "Feature",
    id: "lease",
    geometry: null,
    properties: {
      name: HOSTILE,
      kind: "lease",
      country: "PK",
      sites: ["hill"],
      unplaced: HOSTILE,
      claims: [
        claim("party", { organization: "miner" }),
        claim("signed", { date: "2025-09-08" }),
        claim("scope", { what: HOSTILE, minerals: ["copper"] }),
      ],
    },
  },
  "minerals.json": {
    minerals: [
      { id: "copper", name: HOSTILE, symbol: "<b>", kind: "element", colour: "#8c4a1f" },
      { id: "gold", name: `${HOSTILE} too`, symbol: "Au", kind: "element", colour: "#7a5c00" },
    ],
  },
};

const VIEWS = [
  "/",
  "/?lang=ur",
  "/?embed=1",
  "/?site=hill",
  "/?site=hill&lang=ur",
  "/?open=organization:miner",
  "/?open=mineral:copper",
  "/?view=charts",
  "/?view=agreements",
  "/?view=disagreements",
  "/?view=compare&compare=hill,dale",
];

const PAGES = [
  "/collections",
  "/collections/sites/items?f=html",
  "/collections/sites/items/hill?f=html",
  "/collections/sites/items/hill?f=html&lang=ur",
  "/collections/sites/facets?f=html",
  "/collections/agreements/items?f=html",
  "/collections/agreements/items/lease?f=html",
  "/organizations/miner?f=html",
  "/minerals?f=html",
  "/minerals/copper?f=html",
  "/countries/PK?f=html",
  "/sources/gazette?f=html",
];

let folder: string;
let server: ChildProcess;

test.use({ baseURL: ADDRESS });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "oreatlas-hostile-"));
  for (const [path, record] of Object.entries(RECORDS)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(record));
  }
  execFileSync(PROGRAM, ["fix", folder], { stdio: ["ignore", "ignore", "inherit"] });
  server = await serve(ADDRESS, "--data", folder);
});

test.afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

/** Elements that only an injection can make, and whether a script of one ran. */
async function expectOnlyText(page: Page): Promise<void> {
  expect(await page.evaluate(() => "injected" in window)).toBe(false);
  await expect(page.locator("img[src='x'], svg[onload], [onload], [onerror], [onmouseover]")).toHaveCount(0, { timeout: 2_000 });
}

test.describe("the check itself", () => {
  test.use({ allowed: /Content Security Policy|Failed to load resource/ });

  test("finds injected elements", async ({ page }) => {
    await page.goto("/minerals?f=html");
    await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), HOSTILE);
    await expect(expectOnlyText(page)).rejects.toThrow();
  });
});

for (const address of VIEWS) {
  test(`the view ${address} shows hostile records as text`, async ({ page }) => {
    await open(page, address, false);
    await expect(page.getByText("window.injected=2").first()).toBeAttached();
    await expectOnlyText(page);
  });
}

test("dialogs, commands and the search show hostile records as text", async ({ page }) => {
  await open(page, "/?site=hill", false);
  for (const name of ["Share", "Report an error"]) {
    await page.getByRole("button", { name }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectOnlyText(page);
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("hill");
  await expect(page.getByRole("option", { name: "window.injected=2" }).first()).toBeVisible();
  await expectOnlyText(page);
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill("onerror");
  await expectOnlyText(page);
});

for (const address of PAGES) {
  test(`the page ${address} shows hostile records as text`, async ({ page }) => {
    await page.goto(address);
    await expect(page.locator("h1")).toBeVisible();
    await expectOnlyText(page);
  });
}
