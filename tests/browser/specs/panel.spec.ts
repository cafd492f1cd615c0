import { expect, open, rows, test, waitForAllRows } from "./page";

test("a site opens by keyboard, and Escape returns the focus", async ({ page }) => {
  await open(page, "/", false);
  const row = page.locator("#row-reko-diq");
  await row.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "Reko Diq" });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("heading", { level: 2 }).first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(row).toBeFocused();
});

test("every claim has a citation that links to its source", async ({ page }) => {
  await open(page, "/?site=reko-diq", false);
  const panel = page.getByRole("complementary", { name: "Reko Diq" });
  await expect(panel).toContainText("ریکوڈک");
  await expect(panel).toContainText("Barrick");
  await expect(panel).toContainText("50%");
  await expect(panel).toContainText("± 3 km");
  // A rejected value stays, with the reason.
  await expect(panel.getByText("Rejected", { exact: true }).first()).toBeVisible();
  const cites = panel.locator("a.cite");
  expect(await cites.count()).toBeGreaterThan(10);
  for (const target of await cites.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))) {
    await expect(page.locator(target), target).toHaveCount(1);
  }
  await cites.first().click();
  await expect(page.locator((await cites.first().getAttribute("href")) ?? "")).toBeFocused();
});

test("a citation opens the passage in its source", async ({ page }) => {
  await open(page, "/?site=reko-diq", false);
  const links = page.getByRole("complementary").locator("a[href*='#:~:text=']");
  await expect(links.first()).toHaveAttribute("href", /^https:\/\/[^#]+#:~:text=[^,]+,.+/);
});

test("rivals are side by side", async ({ page }) => {
  await open(page, "/?site=duddar", false);
  const panel = page.getByRole("complementary", { name: "Duddar" });
  await expect(panel.getByRole("heading", { name: "Sources disagree" })).toBeVisible();
});

test("coordinates can be copied and the site downloaded", async ({ page, request }) => {
  await open(page, "/?site=saindak", false);
  const panel = page.getByRole("complementary", { name: "Saindak" });
  await panel.getByRole("button", { name: "Copy coordinates" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^29\.\d+, ?61\.\d+$/);
  const href = await panel.getByRole("link", { name: "Download this site" }).getAttribute("href");
  const site = (await (await request.get(href ?? "")).json()) as { type: string; id: string };
  expect(site).toMatchObject({ type: "Feature", id: "saindak" });
});

test("a copied URL opens the same view", async ({ page, context }) => {
  await open(page, "/?mineral=copper,gold&site=saindak&map=7.5/29.2/61.9");
  await waitForAllRows(page);
  const listed = await rows(page).count();
  const address = page.url();
  const other = await context.newPage();
  await open(other, address);
  await expect(other.getByRole("complementary", { name: "Saindak" })).toBeVisible();
  await expect(rows(other)).toHaveCount(listed);
  const view = await other.evaluate(() => window.oreatlas && [window.oreatlas.map.getZoom(), window.oreatlas.map.getCenter().lat]);
  expect(view?.[0]).toBeCloseTo(7.5, 1);
  expect(view?.[1]).toBeCloseTo(29.2, 1);
});

test("a position is copied as UTM, with digits by its uncertainty", async ({ page }) => {
  await open(page, "/?site=reko-diq", false);
  await page.getByText("Other coordinate formats").click();
  await page.getByRole("button", { name: "Copy UTM" }).click();
  // PROJ gives 408654 m east and 3222753 m north; the uncertainty is 3 km, so digits go to 100 m.
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("41 N 408700 3222800");
});

test("the buttons at the top stay on one line, also beside the way back", async ({ page }) => {
  await open(page, "/?open=organization:frontier-works-organization", false);
  const panel = page.getByRole("complementary");
  await panel.locator(".mention-name a").first().click();
  await expect(panel.getByRole("button", { name: "Back to Frontier Works Organization" })).toBeVisible();
  for (const width of [1360, 1210, 1000, 400]) {
    await page.setViewportSize({ width, height: 860 });
    const box = await panel.locator(".panel-bar").boundingBox();
    expect(box?.height, String(width)).toBeLessThan(64);
    const beyond = await panel.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(beyond, String(width)).toBeLessThanOrEqual(0);
  }
});

test("no two buttons of a panel have the same name", async ({ page }) => {
  for (const id of ["reko-diq", "saindak"]) {
    await open(page, `/?site=${id}`, false);
    const names = await page.getByRole("complementary").getByRole("button").evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute("aria-label") ?? button.textContent),
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});
