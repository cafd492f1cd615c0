import { expect, open, rows, test, whole } from "./page";

/** Where the map draws signs of sites and of clusters, in pixels of its canvas, and how many names lie on them. */
const covered = () => {
  const map = window.oreatlas?.map;
  if (map === undefined) throw new Error("no map");
  const signs = map.queryRenderedFeatures({
    layers: ["site-marker", "cluster-marker"],
  });
  const names = signs.flatMap((sign) => {
    if (sign.geometry.type !== "Point") return [];
    const [lon = 0, lat = 0] = sign.geometry.coordinates;
    const { x, y } = map.project([lon, lat]);
    const box: [[number, number], [number, number]] = [
      [x - 9, y - 9],
      [x + 9, y + 9],
    ];
    return map.queryRenderedFeatures(box, { layers: ["site-label", "focus-label"] }).map((name) => String(name.properties["name"]));
  });
  return { signs: signs.length, names };
};

test("no name covers a sign", async ({ page }) => {
  for (const view of ["map=5/30/69", "map=6.6/29/65", "map=6.4/34/72", "map=8/34.2/73.2", "site=reko-diq"]) {
    await open(page, `/?${view}`);
    await expect.poll(() => page.evaluate(covered)).toMatchObject({ names: [] });
    expect((await page.evaluate(covered)).signs).toBeGreaterThan(2);
  }
});

test("every sign on the map is there in the legend, with its count, and a click asks for such sites", async ({
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
  // The server's own count of what lies in the map's bounds. Sites without a place pass every box.
  const box = `bbox=${west},${south},${east},${north}`;
  const answer = await request.get(`/collections/sites/items?limit=10000&${box}`);
  const { features } = (await answer.json()) as {
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
  await whole(page);
  // Not the inner text: what is out of sight is not laid out, and has none.
  const listed = await rows(page).allTextContents();
  expect(listed.length).toBeGreaterThan(0);
  for (const row of listed) expect(row).toContain("Operating");
  // A legend of what is there no more would mislead: the other states are gone with their sites.
  await expect(legend.getByText("Unknown")).toHaveCount(0);
});

test("the map says in words what is in view", async ({ page }) => {
  await open(page, "/?map=9/29.19/61.84");
  await expect(page.locator(".map-pane")).toContainText(/\d+ sites in view.*Reko Diq/);
});
