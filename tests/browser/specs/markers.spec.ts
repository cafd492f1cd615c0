import { expect, open, rows, test, waitForAllRows } from "./page";

/** The number of labels that overlap markers of sites or clusters. */
const covered = () => {
  const map = window.oreatlas?.map;
  if (map === undefined) throw new Error("no map");
  const markers = map.queryRenderedFeatures({
    layers: ["site-marker", "cluster-marker"],
  });
  const names = markers.flatMap((marker) => {
    if (marker.geometry.type !== "Point") return [];
    const [lon = 0, lat = 0] = marker.geometry.coordinates;
    const { x, y } = map.project([lon, lat]);
    const box: [[number, number], [number, number]] = [
      [x - 9, y - 9],
      [x + 9, y + 9],
    ];
    return map.queryRenderedFeatures(box, { layers: ["site-label", "focus-label"] }).map((name) => String(name.properties["name"]));
  });
  return { markers: markers.length, names };
};

test("no label covers a marker", async ({ page }) => {
  for (const view of ["map=5/30/69", "map=6.6/29/65", "map=6.4/34/72", "map=8/34.2/73.2", "site=reko-diq"]) {
    await open(page, `/?${view}`);
    await expect.poll(() => page.evaluate(covered)).toMatchObject({ names: [] });
    expect((await page.evaluate(covered)).markers).toBeGreaterThan(2);
  }
});

test("the legend lists every marker on the map with its count, and a click filters by it", async ({
  page,
  request,
}) => {
  await open(page, "/?map=7/29.2/62.2");
  await page.getByText("Legend", { exact: true }).click();
  const legend = page.locator(".legend-body");
  const { west, south, east, north } = await page.evaluate(() => {
    const bounds = window.oreatlas?.map.getBounds();
    if (bounds === undefined) throw new Error("no map");
    return {
      ...{ west: bounds.getWest(), south: bounds.getSouth() },
      ...{ east: bounds.getEast(), north: bounds.getNorth() },
    };
  });
  // The server's count within the map's bounds. Sites without a geometry match every bbox.
  const box = `bbox=${west},${south},${east},${north}`;
  const response = await request.get(`/collections/sites/items?limit=10000&${box}`);
  const { features } = (await response.json()) as {
    features: {
      geometry: { type: string } | null;
      properties: { minerals: string[]; status: string | null };
    }[];
  };
  const placed = features.filter(({ geometry }) => geometry !== null);
  const copper = placed.filter(({ properties }) => properties.minerals.includes("copper")).length;
  const signed = placed.filter(({ geometry }) => geometry?.type === "Point");
  const operating = signed.filter(({ properties }) => properties.status?.startsWith("operating")).length;
  expect(copper).toBeGreaterThan(2);
  expect(operating).toBeGreaterThan(0);
  await expect(legend.getByRole("button", { name: `Copper ${copper}` })).toBeVisible();
  await expect(legend.getByRole("button", { name: `Operating ${operating}` })).toBeVisible();

  await legend.getByRole("button", { name: "Operating" }).click();
  await expect(page).toHaveURL(/status=operating/);
  await expect(legend.getByRole("button", { name: "Operating" })).toHaveAttribute("aria-pressed", "true");
  await waitForAllRows(page);
  // Not `innerText`, which is empty for what is not laid out.
  const listed = await rows(page).allTextContents();
  expect(listed.length).toBeGreaterThan(0);
  for (const row of listed) expect(row).toContain("Operating");
  // The legend no longer lists the activities of sites that were filtered out.
  await expect(legend.getByText("Unknown")).toHaveCount(0);
});

test("the map summary says what is in view", async ({ page }) => {
  await open(page, "/?map=9/29.19/61.84");
  await expect(page.locator(".map-pane")).toContainText(/\d+ sites in view.*Reko Diq/);
});
