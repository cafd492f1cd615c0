// Panels of organizations, minerals and sources; lineages of claims; sites without a location.

import { waitForMap, expect, ITEMS, siteIdsOnMap, open, rows, type Site, test } from "./page";

test("an organization's panel opens by keyboard, lists what its filters find, and returns the focus", async ({ page, request }) => {
  await open(page, "/", false);
  const row = page.locator("#row-reko-diq");
  await row.focus();
  await page.keyboard.press("Enter");
  const site = page.getByRole("complementary", { name: "Reko Diq" });
  await expect(site.getByRole("heading", { level: 2 })).toBeFocused();
  const mention = site.getByRole("link", { name: "Barrick Mining Corporation", exact: true }).first();
  await mention.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "Barrick Mining Corporation" });
  await expect(panel.getByRole("heading", { level: 2 })).toBeFocused();
  await expect(page).toHaveURL(/open=organization:barrick/);

  const listed = await panel.locator("section[aria-labelledby='panel-mentions-site'] .mention-name").allInnerTexts();
  for (const parameter of ["operator", "licensee", "owner"]) {
    const response = await request.get(`${ITEMS}&${parameter}=barrick`);
    const { features } = (await response.json()) as { features: Site[] };
    for (const found of features) expect(listed).toContain(found.properties.name);
  }
  expect(listed.length).toBeGreaterThan(0);

  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("button", { name: "Close" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(site).toBeVisible();
  await page.goForward();
  await expect(panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await expect(row).toBeFocused();
});

test("a copied URL opens an organization, and closing it leaves the list", async ({ page }) => {
  await open(page, "/?open=organization:frontier-works-organization", false);
  const panel = page.getByRole("complementary", { name: "Frontier Works Organization" });
  await expect(panel).toContainText("Degan Exploration Works");
  await expect(page).toHaveTitle(/^Frontier Works Organization/);
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toBeHidden();
  await expect(page).not.toHaveURL(/open=/);
});

test("an unknown record is reported as such", async ({ page }) => {
  await open(page, "/?open=organization:nobody", false);
  await expect(page.getByRole("complementary")).toContainText("no record “nobody”");
});

test("a mineral's panel lists every site of it and of its narrower minerals", async ({ page, request }) => {
  const { features } = (await (await request.get(`${ITEMS}&mineral=rare-earth-elements`)).json()) as { features: Site[] };
  await open(page, "/?open=mineral:rare-earth-elements", false);
  const panel = page.getByRole("complementary", { name: "Rare earth elements" });
  const listed = await panel.locator("section[aria-labelledby='panel-mentions-site'] .mention-name").allInnerTexts();
  expect(features.length).toBeGreaterThan(0);
  for (const found of features) expect(listed).toContain(found.properties.name);
  await panel.getByRole("link", { name: "Neodymium" }).first().click();
  await expect(page).toHaveURL(/open=mineral:neodymium/);
});

test("a source's panel lists every site that cites it, with the passages", async ({ page, request }) => {
  const source = "newsmwn-pakistan-critical-minerals";
  const { features } = (await (await request.get(`${ITEMS}&source=${source}`)).json()) as { features: Site[] };
  await open(page, `/?open=source:${source}`, false);
  const panel = page.getByRole("complementary");
  const listed = await panel.locator("section[aria-labelledby='panel-mentions-site'] .mention-name").allInnerTexts();
  expect(listed.sort()).toEqual(features.map((site) => site.properties.name).sort());
  await expect(panel.getByText(/^paragraph \d+$/).first()).toBeVisible();
  await expect(panel).toContainText("Based on");
});

test("a claim expands to show which citations share a lineage", async ({ page, request }) => {
  const { properties } = (await (await request.get("/collections/sites/items/reko-diq")).json()) as Site;
  const claims = properties.claims as { cite: unknown[]; evidence: { lineages: number; witnesses: { citations: number[] }[] } }[];
  const retold = claims.filter(({ cite, evidence }) => evidence.lineages === 1 && cite.length > 2);
  expect(retold.length).toBeGreaterThan(0);
  await open(page, "/?site=reko-diq", false);
  const witnesses = page.getByRole("complementary").locator("details.witnesses").filter({ hasText: /, 1 original report from/ });
  await expect(witnesses.first()).toBeVisible();
  await witnesses.first().locator("summary").click();
  await expect(witnesses.first().locator(".cited-sources a").first()).toBeVisible();
});

test("a site without a location is listed and found, is not on the map, and says what was searched", async ({ page, request }) => {
  const { features } = (await (await request.get(ITEMS)).json()) as {
    features: (Site & { properties: { searched: { what: string }[] } })[];
  };
  const unlocated = features.filter((site) => site.geometry === null);
  expect(unlocated.length).toBeGreaterThan(0);
  await open(page);
  const group = page.locator(".group").filter({ has: page.getByRole("heading", { name: "Location not established" }) });
  await expect(group.locator(".row-link")).toHaveCount(unlocated.length);
  const drawnSites = await siteIdsOnMap(page);
  for (const site of unlocated) expect(drawnSites).not.toContain(site.id);
  const [first] = unlocated;
  if (first === undefined) throw new Error("none");
  await page.getByRole("searchbox").fill(first.properties.name);
  await expect(page.locator(`#row-${first.id}`)).toContainText("location not established");
  await page.locator(`#row-${first.id}`).click();
  const panel = page.getByRole("complementary");
  for (const { what } of first.properties.searched) await expect(panel).toContainText(what);
});

test("evidence levels are explained, and a site and the shown sites can be cited", async ({ page, request, baseURL }) => {
  await open(page, "/?site=reko-diq", false);
  const panel = page.getByRole("complementary");
  await panel.getByText("What the evidence levels mean").click();
  await expect(panel.locator(".evidence-levels-list")).toContainText("Sources disagree");
  const { info } = (await (await request.get("/api")).json()) as { info: { version: string } };
  const citation = panel.locator(".citation-text");
  await expect(citation).toContainText(`version ${info.version}`);
  await expect(citation).toContainText(`${baseURL}/?site=reko-diq`);
  await panel.getByRole("button", { name: "Copy citation" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await citation.innerText());

  await page.goto("/?mineral=antimony");
  await expect(rows(page).first()).toBeVisible();
  await page.locator("details.download summary").click();
  for (const [name, mark] of [["CSL-JSON", "["], ["BibTeX", "@"], ["RIS", "TY  -"]] as const) {
    const href = await page.getByRole("link", { name, exact: true }).getAttribute("href");
    expect(href).toContain("mineral=antimony");
    const response = await request.get(href ?? "");
    expect(response.ok()).toBe(true);
    expect((await response.text()).trimStart().startsWith(mark)).toBe(true);
  }
});

test("the map is kept while another view covers it", async ({ page }) => {
  await open(page);
  const views = page.getByRole("navigation", { name: "Views" });
  await views.getByRole("link", { name: "Disagreements" }).click();
  await expect(page.locator(".map-pane")).toBeHidden();
  await views.getByRole("link", { name: "Sites", exact: true }).click();
  await waitForMap(page);
  await expect(page.locator(".maplibregl-canvas")).toBeVisible();
  await expect.poll(async () => (await siteIdsOnMap(page)).length).toBeGreaterThan(0);
});
