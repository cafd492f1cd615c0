// The page after its first visit: without a server, with a newer one, and as an app.

import type { Page } from "@playwright/test";
import { type ChildProcess, spawn } from "node:child_process";
import { createServer, request, type Server } from "node:http";
import { drawn, expect, ITEMS, open, PROGRAM, rows, type Site, test } from "./page";

const PORT = Number(process.env["PORT"] ?? "8787") + 1;
const ADDRESS = `http://127.0.0.1:${PORT}`;

/** The documents that tell the atlas: there are nine of them. */
const DOCUMENTS = 9;

// The browser's own words for a server that does not answer.
test.use({ baseURL: ADDRESS, allowed: /Failed to load resource|ERR_/ });

/** Waits until the worker serves the page and has kept all its files and documents. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const keys = async (part: string) =>
    page.evaluate(async (part) => {
      const name = (await caches.keys()).find((name) => name.includes(part));
      return name === undefined ? [] : (await (await caches.open(name)).keys()).map(({ url }) => url);
    }, part);
  await expect.poll(async () => (await keys("oreatlas-today")).length).toBe(DOCUMENTS);
  expect((await keys("precache")).filter((url) => url.endsWith(".pmtiles"))).toHaveLength(2);
}

test.describe("without a server", () => {
  let server: ChildProcess;

  async function start(): Promise<void> {
    server = spawn(PROGRAM, ["serve", "--listen", new URL(ADDRESS).host, "--log", "off"], { stdio: "inherit" });
    await expect.poll(() => fetch(`${ADDRESS}/healthz`).then(({ ok }) => ok, () => false)).toBe(true);
  }

  async function stop(): Promise<void> {
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
    await expect(fetch(`${ADDRESS}/healthz`)).rejects.toThrow();
  }

  test.beforeEach(start);
  test.afterEach(() => void server.kill());

  const notice = (page: Page) => page.locator(".notice");

  test("the whole atlas is there, and what is new comes when the server is back", async ({ page, request }) => {
    const { features } = (await (await request.get(ITEMS)).json()) as { features: Site[] };
    const copper = features.filter(({ properties }) => properties.minerals.includes("copper"));
    await open(page, "/");
    await kept(page);
    await stop();

    await open(page, "/");
    await expect(rows(page)).toHaveCount(features.length);
    await expect(notice(page)).toContainText(/^Offline: what was read is here, as of \d+ \w+ \d{4}/);
    await expect(page.getByRole("alert")).toBeEmpty();

    // The basemap's own tiles: a country, and the relief under it.
    const layers = await page.evaluate(() => {
      const map = window.oreatlas?.map;
      const sources = Object.keys(map?.getStyle().sources ?? {});
      return { sources, features: map?.queryRenderedFeatures({}).length ?? 0 };
    });
    expect(layers.sources).toEqual(expect.arrayContaining(["basemap", "relief"]));
    const lands = await page.evaluate(
      () => window.oreatlas?.map.querySourceFeatures("basemap", { sourceLayer: "place" }).length,
    );
    expect(lands).toBeGreaterThan(0);

    await page.getByRole("button", { name: "Mineral" }).click();
    await page.getByRole("checkbox", { name: /Copper/ }).check();
    await expect(rows(page)).toHaveCount(copper.length);

    await open(page, "/?site=reko-diq");
    const panel = page.getByRole("complementary", { name: "Reko Diq" });
    await expect(panel.getByRole("heading", { name: "Sources" })).toBeVisible();

    await open(page, "/?view=agreements", false);
    await expect(page.locator(".deal").first()).toBeVisible();
    await open(page, "/?view=disagreements", false);
    await expect(page.locator(".dispute").first()).toBeVisible();
    await open(page, "/?lang=ur");
    await expect(page.locator("#row-reko-diq")).toContainText("ریکوڈک");
    await expect(notice(page)).toContainText("آف لائن");
    await expect(page.evaluate(() => document.fonts.check("16px 'Noto Nastaliq Urdu'", "ریکوڈک"))).resolves.toBe(true);

    await start();
    await page.getByRole("button", { name: "دوبارہ کوشش کریں" }).click();
    await expect(notice(page)).toHaveCount(0);
  });
});
