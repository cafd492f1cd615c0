import { waitForMap, expect, ITEMS, siteIdsOnMap, open, rows, type Site, test, waitForAllRows } from "./page";

test("the map draws the sites, and a screenshot shows them", async ({ page, request }) => {
  await open(page, "/?map=9/29.19/61.84");
  const discs = await page.evaluate(() =>
    (window.oreatlas?.map.queryRenderedFeatures({ layers: ["site-marker"] }) ?? []).map((site) => site.properties["id"]),
  );
  expect(discs).toContain("saindak");
  expect(discs).toContain("reko-diq");
  const { features } = (await (await request.get(ITEMS)).json()) as { features: Site[] };
  const placed = features.filter((site) => site.geometry !== null).length;
  expect(placed).toBeGreaterThanOrEqual(4);

  // The colours at a marker differ from those of the land beside it.
  const at = await page.evaluate(() => window.oreatlas?.map.project([62.061, 29.13]));
  const box = await page.locator(".maplibregl-canvas").boundingBox();
  if (at === undefined || box === null) throw new Error("no map");
  const patch = (dx: number) =>
    page.screenshot({ clip: { x: box.x + at.x + dx - 6, y: box.y + at.y - 6, width: 12, height: 12 } });
  expect((await patch(0)).equals(await patch(60))).toBe(false);
});

test("a click on a marker opens its site", async ({ page }) => {
  await open(page, "/?map=8/29.13/62.06");
  const at = await page.evaluate(() => window.oreatlas?.map.project([62.061, 29.13]));
  const box = await page.locator(".maplibregl-canvas").boundingBox();
  if (at === undefined || box === null) throw new Error("no map");
  await page.mouse.click(box.x + at.x, box.y + at.y);
  await expect(page.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
  await expect(page).toHaveURL(/site=reko-diq/);
});

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test(`an opened site is centred in the part of the map beside its panel (motion: ${reducedMotion})`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    await open(page);
    // The site's point, or the corners of its outline's box, as fractions of the map's width and height.
    const places = (corners: [number, number][]) =>
      page.evaluate((corners) => {
        const map = window.oreatlas!.map;
        if (map.isMoving()) return null;
        const { clientWidth, clientHeight } = map.getContainer();
        return corners.map((corner) => {
          const { x, y } = map.project(corner);
          return [x / clientWidth, y / clientHeight] as const;
        });
      }, corners);
    const wide = () => page.evaluate(() => window.oreatlas!.map.getCanvas().clientWidth);
    const before = await wide();
    await rows(page).filter({ hasText: "Boya" }).click();
    await expect.poll(wide).toBeLessThan(before - 300);
    await expect.poll(async () => (await places([[69.8, 33]]))?.[0]?.map((part) => Math.round(part * 10))).toEqual([5, 5]);

    // A region as wide as the map before the panel opened.
    await page.keyboard.press("Escape");
    await expect.poll(wide).toBe(before);
    await rows(page).filter({ hasText: "Chaghi belt" }).click();
    await expect.poll(wide).toBeLessThan(before - 300);
    const inside = async () =>
      (await places([
        [60.9, 28.04],
        [65.05, 29.83],
      ]))?.flat().every((part) => part > 0 && part < 1);
    await expect.poll(inside).toBe(true);
  });
}

test("a click on a cluster zooms to where it splits", async ({ page }) => {
  await open(page, "/?map=5/30/69");
  const clusters = () =>
    page.evaluate(() => {
      const map = window.oreatlas?.map;
      const found = map?.queryRenderedFeatures({ layers: ["cluster-marker"] }) ?? [];
      return found.map(({ properties, geometry }) => {
        const at = geometry.coordinates as [number, number];
        return { many: Number(properties["cluster"]), at };
      });
    });
  const before = await clusters();
  const largest = before.sort((a, b) => b.many - a.many)[0];
  if (largest === undefined) throw new Error("no cluster");
  const at = await page.evaluate((at) => window.oreatlas?.map.project(at), largest.at);
  const box = await page.locator(".maplibregl-canvas").boundingBox();
  if (at === undefined || box === null) throw new Error("no map");
  await page.mouse.click(box.x + at.x, box.y + at.y);
  const most = async () => Math.max(0, ...(await clusters()).map(({ many }) => many));
  // The cluster's remainder is smaller; one zoom level lower it is still whole.
  await expect.poll(most).toBeLessThan(largest.many);
  await waitForMap(page);
  await page.evaluate(() => window.oreatlas?.map.zoomTo(window.oreatlas.map.getZoom() - 1, { duration: 0 }));
  await expect.poll(most).toBeGreaterThanOrEqual(largest.many);
});

test("the map follows the filters", async ({ page }) => {
  const near = "map=7.5/29.2/62.2";
  await open(page, `/?${near}`);
  const before = await siteIdsOnMap(page);
  expect(before).toContain("reko-diq");
  await page.goto(`/?mineral=iron&${near}`);
  await expect(rows(page).first()).toBeVisible();
  await waitForMap(page);
  await waitForAllRows(page);
  const after = await siteIdsOnMap(page);
  expect(after).not.toContain("reko-diq");
  expect(after.length).toBeGreaterThan(0);
  const listed = await rows(page).evaluateAll((links) => links.map((link) => link.id.replace(/^row-/, "")));
  for (const id of after) expect(listed).toContain(id);
});

test.describe("without a network", () => {
  // The page checks the server, which is unreachable.
  test.use({ allowed: /ERR_INTERNET_DISCONNECTED/ });
  test("panning still works", async ({ page, context }) => {
    await open(page);
    // After its first frame the map downloads its fonts and whole archives.
    await page.waitForFunction(() => {
      const come = performance.getEntriesByType("resource").map((entry) => entry as PerformanceResourceTiming);
      const faces = come.filter((entry) => entry.name.endsWith(".woff2"));
      const wholes = come.filter((entry) => entry.name.endsWith(".pmtiles") && entry.decodedBodySize > 500_000);
      return new Set(faces.map((face) => face.name)).size >= 8 && wholes.length >= 2;
    });
    await context.setOffline(true);
    await page.evaluate(() => window.oreatlas?.map.jumpTo({ center: [74.5, 36], zoom: 7 }));
    await waitForMap(page);
    const drawnThere = await page.evaluate(() => window.oreatlas?.map.queryRenderedFeatures({}).length ?? 0);
    expect(drawnThere).toBeGreaterThan(10);
    await expect(rows(page).first()).toBeVisible();
  });
});

test("at high zoom every site in view has its uncertainty drawn, also after panning", async ({ page, request }) => {
  await open(page, "/?map=5/30/69");
  const circled = () =>
    page.evaluate(() => {
      const found = window.oreatlas?.map.querySourceFeatures("circles") ?? [];
      return [...new Set(found.map(({ properties }) => String(properties["id"])))];
    });
  expect(await circled()).toEqual([]);
  for (const [lon, lat] of [
    [62.2, 29.2],
    [73.5, 35.5],
  ] as const) {
    const box = await page.evaluate((center) => {
      const map = window.oreatlas?.map;
      map?.jumpTo({ center, zoom: 7.5 });
      const bounds = map?.getBounds();
      return [bounds?.getWest(), bounds?.getSouth(), bounds?.getEast(), bounds?.getNorth()].join(",");
    }, [lon, lat] as [number, number]);
    await waitForMap(page);
    const response = await request.get(`${ITEMS}&bbox=${box}`);
    const { features } = (await response.json()) as {
      features: { id: string; geometry: { type: string } | null; properties: { uncertainty_m: number | null } }[];
    };
    const exact = features.filter(({ geometry, properties }) => geometry?.type === "Point" && properties.uncertainty_m !== null);
    expect(exact.length).toBeGreaterThan(3);
    const missing = async () => {
      const seen = await circled();
      return exact.map(({ id }) => id).filter((id) => !seen.includes(id));
    };
    await expect.poll(missing).toEqual([]);
  }
});
