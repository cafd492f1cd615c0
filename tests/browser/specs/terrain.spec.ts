// Elevations, which are fetched only at high zoom or on a tilted map.

import type { Page } from "@playwright/test";
import { waitForMap, expect, open, test } from "./page";

/** GeoNames' elevation of Gilgit, and the surveyed elevation of Nanga Parbat, in metres. */
const PLACES = [
  { name: "Gilgit", at: [74.31, 35.92], metres: 1454, within: 150 },
  // Cells of a kilometre cut off the top of a peak.
  { name: "Nanga Parbat", at: [74.5894, 35.2372], metres: 8126, within: 900 },
] as const;

// With software rendering, each frame of a tilted map takes seconds.
test.use({ viewport: { width: 900, height: 520 } });

/** The requests for elevations so far. */
function elevationRequests(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => {
    if (/\/assets\/terrain-[^/]*\.pmtiles$/.test(request.url())) urls.push(request.url());
  });
  return urls;
}

const tilt = (page: Page) => page.evaluate(() => window.oreatlas?.map.getPitch());

test("a button tilts the map and shows terrain, and makes it flat again", async ({ page }) => {
  const urls = elevationRequests(page);
  await open(page, "/?map=7.2/35.6/74.4");
  expect(urls).toEqual([]);
  const button = page.getByRole("button", { name: "3D" });
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await button.click();
  await expect(page).toHaveURL(/map=7\.2\/35\.6\/74\.4\/0\/55(&|$)/);
  await expect(button).toHaveAttribute("aria-pressed", "true");
  expect(await tilt(page)).toBeCloseTo(55);
  await waitForMap(page);
  expect(urls.length).toBeGreaterThan(0);
  for (const { name, at, metres, within } of PLACES) {
    const found = await page.evaluate((at) => {
      const map = window.oreatlas?.map;
      const height = map?.queryTerrainElevation(at) ?? Number.NaN;
      return height / (map?.getTerrain()?.exaggeration ?? Number.NaN);
    }, [...at] as [number, number]);
    expect(Math.abs(found - metres), `${name}: ${found} m`).toBeLessThan(within);
  }
  await page.getByRole("button", { name: "Reset rotation and tilt" }).click();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await expect(page).toHaveURL(/map=7\.2\/35\.6\/74\.4(&|$)/);
  expect(await page.evaluate(() => window.oreatlas?.map.getTerrain() ?? null)).toBeNull();
});

test("a URL restores tilt and rotation", async ({ page }) => {
  await open(page, "/?map=6/35.6/74.4/-20/40");
  expect(await tilt(page)).toBeCloseTo(40);
  expect(await page.evaluate(() => window.oreatlas?.map.getBearing())).toBeCloseTo(-20);
  await expect(page.getByRole("button", { name: "3D" })).toHaveAttribute("aria-pressed", "true");
});

test("at high zoom the map is hillshaded, with few elevation requests before the first frame", async ({
  page,
}) => {
  const urls = elevationRequests(page);
  let bytes = 0;
  page.on("requestfinished", async (request) => {
    if (urls.includes(request.url())) bytes += (await request.sizes()).responseBodySize;
  });
  await open(page, "/?embed=1&map=10/35.6/74.4");
  expect(urls.length).toBeGreaterThan(0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(1_000_000);
  const shaded = await page.evaluate(() => {
    const map = window.oreatlas?.map;
    return map?.isSourceLoaded("terrain") === true && map.getLayer("slope") !== undefined;
  });
  expect(shaded).toBe(true);
});
