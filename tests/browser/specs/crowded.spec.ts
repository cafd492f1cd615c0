// A generated atlas with the most sites that the page reads whole, close together.

import { type ChildProcess, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, ITEMS, open, PROGRAM, rows, serve, type Site, test, waitForAllRows } from "./page";

const ADDRESS = `http://127.0.0.1:${Number(process.env["PORT"] ?? "8787") + 1}`;
const SITES = 5000;
const MINERALS = [
  ...["copper", "gold", "lead", "zinc", "chromite", "barite", "iron", "antimony", "coal", "manganese"],
  ...["cobalt", "emerald", "gypsum", "lithium", "magnesite", "nickel", "phosphate", "silver", "talc", "uranium"],
];

test.use({ baseURL: ADDRESS });

let folder: string;
let server: ChildProcess;

let seed = 1;
/** The minimal standard generator (Park and Miller 1988): the same numbers in every run. */
const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

function site(index: number): object {
  const [lon, lat] = [59 + 11.5 * random(), 25 + 8.5 * random()];
  const mineral = MINERALS[Math.floor(random() * MINERALS.length)];
  return {
    type: "Feature",
    properties: { id: index, name: `Mine ${(index * 7919) % SITES}`, commodities: mineral, country: "Pakistan" },
    geometry: { type: "Point", coordinates: [Number(lon.toFixed(5)), Number(lat.toFixed(5))] },
  };
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(path.join(tmpdir(), "oreatlas-crowded-"));
  const at = (name: string) => path.join(folder, name);
  const features = Array.from({ length: SITES }, (_, index) => site(index));
  writeFileSync(at("sites.geojson"), JSON.stringify({ type: "FeatureCollection", features }));
  const source = { id: "made", type: "dataset", title: "Made-up sites", issued: { "date-parts": [[2026, 1, 1]] } };
  writeFileSync(at("source.json"), JSON.stringify({ ...source, custom: { kind: "dataset" } }));
  const files = [at("sites.geojson"), "--source", at("source.json"), "--out", at("made.atlas")];
  execFileSync(PROGRAM, ["import", ...files], { stdio: ["ignore", "ignore", "inherit"] });
  server = await serve(ADDRESS, "--data", at("made.atlas"));
});

test.afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

test("the map comes to rest with hundreds of clusters, each with its own image", async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page, "/?map=7/29.25/64.75");
  const images = await page.evaluate(() => window.oreatlas?.map.listImages() ?? []);
  expect(images.filter((name) => name.startsWith("cluster")).length).toBeGreaterThan(400);
});

test("the list is correct to its last row under any filter", async ({ page, request }) => {
  test.setTimeout(240_000);
  await open(page, "/", false);
  await page.getByRole("button", { name: "Mineral", exact: true }).click();
  const listed = () => rows(page).evaluateAll((links) => links.map((link) => link.id.replace(/^row-/, "")));
  for (const mineral of ["Gold", "Zinc"]) {
    await page.getByRole("checkbox", { name: mineral }).check();
    await expect(page).toHaveURL(new RegExp(mineral.toLowerCase()));
    await waitForAllRows(page);
    const query = new URL(page.url()).searchParams.get("mineral") ?? "";
    const response = await request.get(`${ITEMS}&mineral=${query}`);
    const { features } = (await response.json()) as { features: Site[] };
    expect((await listed()).sort()).toEqual(features.map(({ id }) => id).sort());
  }
  const last = rows(page).last();
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport();
  await expect(last).toContainText("Mine");
  // A row created before the filters were set links to its site under them.
  await last.hover();
  await expect(last).toHaveAttribute("href", /mineral=gold(,|%2C)zinc/);
  await page.getByRole("button", { name: "Clear all" }).click();
  await waitForAllRows(page);
  expect(await rows(page).count()).toBe(SITES);
  const names = await rows(page).locator(".row-name").allTextContents();
  expect(names).toEqual([...names].sort(new Intl.Collator("en").compare));
});
