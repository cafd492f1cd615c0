// What the map draws under filters, and when a record is open.

import type { Page } from "@playwright/test";
import { expect, axeViolations, ITEMS, open, type Site, test, waitForMap } from "./page";

/** The ids of the features that layers draw in the window. */
const drawn = (page: Page, ...layers: string[]) =>
  page.evaluate((layers) => {
    const found = window.oreatlas?.map.queryRenderedFeatures({ layers }) ?? [];
    return [...new Set(found.map(({ properties }) => String(properties["id"])))].sort();
  }, layers);

const counts = (page: Page) => page.locator(".map-count > *");

test("under a filter every outline is drawn and labelled, and what is not located is counted and listed", async ({ page, request }) => {
  const query = "licensee=frontier-works-organization";
  const { features } = (await (await request.get(`${ITEMS}&${query}`)).json()) as { features: Site[] };
  const of = (wanted: (type: string | undefined) => boolean) =>
    features.filter(({ geometry }) => wanted(geometry?.type)).map(({ id }) => id).sort();
  const points = of((type) => type === "Point");
  const regions = of((type) => type !== undefined && type !== "Point");
  const unlocated = of((type) => type === undefined);
  expect(regions).toContain("gilgit-baltistan");
  expect(unlocated.length).toBeGreaterThan(0);

  await open(page, "/");
  expect(await drawn(page, "region-wide")).toEqual([]);
  await open(page, `/?${query}`);
  expect(await drawn(page, "region-wide")).toEqual(["gilgit-baltistan"]);
  expect(await drawn(page, "region-fill")).toEqual(regions);
  expect(await drawn(page, "region-label")).toEqual(expect.arrayContaining(["gilgit-baltistan"]));
  const words = (n: number, one: string, other: string) => `${n} ${n === 1 ? one : other}`;
  await expect(counts(page)).toContainText([
    words(points.length, "point", "points"),
    words(regions.length, "region", "regions"),
    `${unlocated.length} not located`,
  ]);
  await page.locator(".map-count summary").click();
  await expect(page.locator(".map-unlocated a")).toHaveCount(unlocated.length);
  expect(await axeViolations(page, ".map-pane")).toEqual([]);
  await page.locator(".map-unlocated a").first().click();
  await expect(page).toHaveURL(/site=/);
});

for (const [open_, some] of [
  ["organization:barrick", "reko-diq"],
  ["agreement:saindak-lease", null],
  ["source:newsmwn-pakistan-critical-minerals", "gilgit-baltistan"],
  ["mineral:antimony", null],
] as const) {
  test(`opening ${open_} shows its sites, fits them and dims the rest`, async ({ page }) => {
    await open(page, "/");
    const before = await page.evaluate(() => window.oreatlas?.map.getZoom() ?? 0);
    await page.goto(`/?open=${open_}`);
    await expect(page.getByRole("complementary")).toBeVisible();
    await waitForMap(page);
    const listed = await page
      .locator("[aria-labelledby$=mentions-site] .mention-name a, [aria-labelledby$=touched] .links a")
      .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get("site") ?? ""));
    expect(listed.length).toBeGreaterThan(0);
    if (some !== null) expect(listed).toContain(some);
    const words = await counts(page).allTextContents();
    const numbers = words.map((text) => Number.parseInt(text, 10));
    expect(numbers.reduce((sum, n) => sum + n, 0)).toBe(listed.length);
    const shown = await drawn(page, "site-marker", "region-fill", "region-wide");
    for (const id of shown.filter((id) => id !== "undefined")) expect(listed).toContain(id);
    const dimmed = await drawn(page, "dimmed");
    expect(dimmed.filter((id) => listed.includes(id))).toEqual([]);
    const seen = await page.evaluate(() => window.oreatlas?.map.querySourceFeatures("dimmed").length ?? 0);
    expect(seen).toBeGreaterThan(0);
    // Its sites are close together.
    if (some === "reko-diq") expect(await page.evaluate(() => window.oreatlas?.map.getZoom() ?? 0)).toBeGreaterThan(before + 1);
    // Closing it brings all sites back.
    await page.keyboard.press("Escape");
    await expect.poll(() => drawn(page, "dimmed")).toEqual([]);
  });
}

test("a region lists the sites in it, and a point opens on other maps", async ({ page, request }) => {
  const { features } = (await (await request.get(`${ITEMS}&part_of=chaghi-belt`)).json()) as { features: Site[] };
  const inside = features.filter(({ id }) => id !== "chaghi-belt");
  await open(page, "/?site=chaghi-belt", false);
  const section = page.getByRole("region", { name: /^Sites in it/ });
  await expect(section.locator(".links .record-link")).toHaveCount(inside.length);
  await open(page, "/?site=saindak", false);
  const links = page.locator(".open-in a");
  await expect(links).toHaveText([/OpenStreetMap/, /Google Maps/, /Google Earth/, /Copernicus Browser/]);
  for (const href of await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href)))
    expect(href).toMatch(/29\.\d+.*61\.\d+/);
});

for (const [width, height] of [
  [720, 450],
  [360, 420],
] as const) {
  test(`embedded at ${width} by ${height}, the map comes first and a card follows`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "/?embed=1&site=reko-diq");
    const card = page.getByRole("complementary", { name: "Reko Diq" });
    const [map, below] = [await page.locator(".map-frame").boundingBox(), await card.boundingBox()];
    expect(map?.y).toBe(0);
    expect(map?.width).toBe(width);
    expect(map?.height).toBeGreaterThan(0.75 * height);
    expect(below?.y).toBeGreaterThanOrEqual((map?.y ?? 0) + (map?.height ?? Infinity));
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
    await expect(page.locator(".map-tools, .panel")).toHaveCount(0);
    expect(await axeViolations(page)).toEqual([]);
    await card.getByRole("button", { name: "Close" }).click();
    await expect(page.locator(".embed-foot .count")).toBeVisible();
  });
}
