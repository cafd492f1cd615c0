// Near search, compared with an independent computation on the API's GeoJSON.

import { waitForMap, expect, axeViolations, ITEMS, open, test } from "./page";

interface Found {
  id: string;
  geometry: { type: string; coordinates: unknown } | null;
  properties: { name: string; uncertainty_m: number | null };
}

/** Earth-centred coordinates in kilometres (WGS 84). */
function fromCentre([lon = 0, lat = 0]: number[]): [number, number, number] {
  const [l, f] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
  const east = 6378.137 / Math.sqrt(1 - 0.00669438 * Math.sin(f) ** 2);
  return [east * Math.cos(f) * Math.cos(l), east * Math.cos(f) * Math.sin(l), east * (1 - 0.00669438) * Math.sin(f)];
}

/** Surface distance from the chord: accurate to a metre up to a few hundred kilometres. */
function kilometres(a: number[], b: number[]): number {
  const [one, other] = [fromCentre(a), fromCentre(b)];
  const chord = Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)));
  return 2 * 6371 * Math.asin(chord / 2 / 6371);
}

test("results match an independent computation, around a site and a position", async ({ page, request }) => {
  const { features } = (await (await request.get(ITEMS)).json()) as { features: Found[] };
  const points = features.filter(({ geometry }) => geometry?.type === "Point");
  const home = points.find(({ id }) => id === "reko-diq");
  const own = (home?.properties.uncertainty_m ?? 0) / 1000;
  for (const [near, from, slack, km] of [
    ["reko-diq/50", home?.geometry?.coordinates as number[], own, 50],
    ["reko-diq/7", home?.geometry?.coordinates as number[], own, 7],
    ["34.2/73.2/80", [73.2, 34.2], 0, 80],
  ] as const) {
    const expected = { surely: [] as string[], possibly: [] as string[] };
    for (const { id, geometry, properties } of points.filter((point) => !near.startsWith(point.id))) {
      const away = kilometres(from, geometry?.coordinates as number[]);
      const off = (properties.uncertainty_m ?? Infinity) / 1000 + slack;
      if (away + off <= km) expected.surely.push(id);
      else if (away - off <= km) expected.possibly.push(id);
    }
    await open(page, `/?near=${near}`, false);
    const group = async (name: string): Promise<string[]> =>
      (
        await page
          .locator(".group", { has: page.getByRole("heading", { name }) })
          .locator(".row-link")
          .evaluateAll((links) => links.map(({ id }) => id.replace("row-", "")))
      ).filter((id) => points.some((point) => point.id === id));
    await expect(page.locator(".near-count")).toBeVisible();
    expect((await group("Definitely nearby")).sort()).toEqual(expected.surely.sort());
    expect((await group("Possibly nearby")).sort()).toEqual(expected.possibly.sort());
  }
});

test("a search starts in a site's panel, is drawn on the map, and can be ended", async ({ page }) => {
  await open(page, "/?site=reko-diq");
  await page.getByRole("button", { name: "Nearby sites" }).click();
  await expect(page).toHaveURL(/near=reko-diq\/50/);
  await expect(page.getByText("Within")).toBeVisible();
  await waitForMap(page);
  const drawnLine = await page.evaluate(
    () => window.oreatlas?.map.queryRenderedFeatures({ layers: ["near-line"] }).length,
  );
  expect(drawnLine).toBeGreaterThan(0);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("spinbutton").fill("120");
  await page.getByRole("spinbutton").blur();
  await expect(page).toHaveURL(/near=reko-diq\/120/);
  await page.getByRole("button", { name: "Close nearby sites" }).click();
  await expect(page).not.toHaveURL(/near=/);
  await expect(page.getByRole("heading", { name: "Deposits and mines" })).toBeVisible();
});

test("a right click on the map searches around that position", async ({ page }) => {
  await open(page, "/?map=8/29.13/62.06");
  await page.locator(".map-canvas canvas").first().click({ button: "right", position: { x: 300, y: 300 } });
  await expect(page).toHaveURL(/near=\d+\.\d+\/\d+\.\d+\/50/);
  await expect(page.locator(".near-count")).toContainText("definitely nearby");
});

test("above the nearby sites stands no count of all sites", async ({ page }) => {
  await open(page, "/?near=reko-diq/50", false);
  await expect(page.locator(".near-count")).toBeVisible();
  await expect(page.locator(".count")).toHaveText("Nearby sites");
});
