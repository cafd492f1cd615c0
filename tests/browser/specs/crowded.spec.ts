// A generated atlas with the most sites that the page reads whole, close together.

import { type ChildProcess, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, ITEMS, open, PROGRAM, rows, serve, type Site, test } from "./page";

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

/** Every row of the list, collected while scrolling through it. */
async function everyRow(page: Page): Promise<{ id: string; set: string | null; place: string | null; name: string }[]> {
  return page.evaluate(async () => {
    const listing = document.querySelector(".listing");
    if (listing === null) return [];
    const found = new Map<string, { id: string; set: string | null; place: string | null; name: string }>();
    listing.scrollTop = 0;
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
      for (const row of listing.querySelectorAll<HTMLElement>(".row")) {
        const { top, bottom } = row.getBoundingClientRect();
        // Those in the window, as a reader sees them.
        if (bottom < 0 || top > window.innerHeight) continue;
        const id = row.dataset["key"] ?? "";
        const [set, place] = ["aria-setsize", "aria-posinset"].map((name) => row.getAttribute(name));
        found.set(id, { id, set: set ?? null, place: place ?? null, name: row.querySelector(".row-name")?.textContent ?? "" });
      }
      const before = listing.scrollTop;
      listing.scrollTop += listing.clientHeight * 0.9;
      if (listing.scrollTop === before) return [...found.values()].sort((a, b) => Number(a.place) - Number(b.place));
    }
  });
}

const elements = (page: Page) => page.evaluate(() => document.querySelectorAll("*").length);

test("the list is correct to its last row under any filter, with few elements", async ({ page, request }) => {
  test.setTimeout(240_000);
  await open(page, "/", false);
  await page.getByRole("button", { name: "Mineral", exact: true }).click();
  await page.getByRole("checkbox", { name: "Gold" }).check();
  await expect(page).toHaveURL(/gold/);
  const response = await request.get(`${ITEMS}&mineral=gold`);
  const { features } = (await response.json()) as { features: Site[] };
  const some = await everyRow(page);
  expect(some.map(({ id }) => id).sort()).toEqual(features.map(({ id }) => id).sort());
  const last = rows(page).last();
  await expect(last).toBeInViewport();
  await last.hover();
  await expect(last).toHaveAttribute("href", /mineral=gold/);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page.locator(".count")).toHaveText("5,000 of 5,000 sites");
  await page.getByRole("button", { name: "Mineral", exact: true }).click();
  expect(await elements(page)).toBeLessThan(4000);
  await page.setViewportSize({ width: 1360, height: 4000 });
  const all = await everyRow(page);
  expect(all).toHaveLength(SITES);
  expect(all.every(({ set }) => set === String(SITES))).toBe(true);
  expect(all.map(({ place }) => Number(place))).toEqual(Array.from({ length: SITES }, (_, index) => index + 1));
  const names = all.map(({ name }) => name);
  expect(names).toEqual([...names].sort(new Intl.Collator("en").compare));
});

test("a row keeps the focus while it scrolls out of sight, and Tab goes on from it", async ({ page }) => {
  await open(page, "/", false);
  await expect(page.locator("[aria-setsize]").first()).toBeVisible();
  await expect(page.locator(".row-gap").first()).toBeAttached();
  const third = rows(page).nth(2);
  await third.focus();
  const id = await third.getAttribute("id");
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await page.locator(".listing").evaluate((listing) => (listing.scrollTop = 100_000));
  await page.waitForTimeout(500);
  expect(await focused()).toBe(id);
  const place = () => page.evaluate(() => Number(document.activeElement?.parentElement?.getAttribute("aria-posinset")));
  await page.keyboard.press("Tab");
  expect(await place()).toBe(4);
  await expect(rows(page).nth(3)).toBeInViewport();
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    expect(await place()).toBe(5 + press);
  }
});

test("a site opened from elsewhere is scrolled to, and gets the focus back", async ({ page }) => {
  await open(page, "/", false);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Mine 4321");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Mine 4321" })).toBeVisible();
  const row = page.locator(".row-link[aria-current=true]");
  await expect(row).toContainText("Mine 4321");
  await expect(row).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(page.locator(".row-link:focus")).toContainText("Mine 4321");
});
