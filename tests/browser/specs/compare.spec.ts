// Sites side by side, claim by claim.

import { expect, axeViolations, open, test } from "./page";

interface Read {
  properties: { claims: { about: string }[] };
}

test("sites are chosen in their panels and compared side by side", async ({ page }) => {
  await open(page, "/?site=saindak", false);
  await page.getByRole("complementary").getByRole("button", { name: "Compare" }).click();
  await page.locator("#row-reko-diq").click();
  await page.getByRole("complementary", { name: "Reko Diq" }).getByRole("button", { name: "Compare" }).click();
  await page.getByRole("button", { name: "Compare 2 sites" }).click();
  await expect(page).toHaveURL(/view=compare.*compare=saindak,reko-diq/);
  const heads = page.getByRole("columnheader");
  await expect(heads).toHaveText([/^.*Saindak/, /^.*Reko Diq/]);
  await page.reload();
  await expect(heads).toHaveCount(2);
});

test("each site's claims are in its column, and every number links to its source", async ({
  page,
  request,
}) => {
  const ids = ["saindak", "reko-diq", "chiniot-rajoa"];
  await open(page, `/?view=compare&compare=${ids.join(",")}`, false);
  for (const [column, id] of ids.entries()) {
    const { properties } = (await (await request.get(`/collections/sites/items/${id}`)).json()) as Read;
    const cells = page.locator(`.compare tbody td:nth-child(${column + 2}) .claim`);
    await expect(cells).toHaveCount(properties.claims.length);
  }
  const rows = page.locator(".compare tbody tr");
  await expect(rows.filter({ has: page.getByRole("rowheader", { name: "Status differs" }) })).toHaveCount(1);
  const targets = await page.locator(".compare .cite").evaluateAll((links) =>
    links.map((link) => document.querySelectorAll(link.getAttribute("href") ?? "none").length),
  );
  expect(targets.length).toBeGreaterThan(20);
  expect(targets.every((found) => found === 1)).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
});

test("beside an open panel each source list keeps its own numbers", async ({ page }) => {
  await open(page, "/?view=compare&compare=saindak,reko-diq&site=saindak", false);
  await expect(page.getByRole("complementary", { name: "Saindak" })).toBeVisible();
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
  expect(twice).toEqual([]);
});

test("on a phone the table scrolls in its own frame, with at most four sites", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "/?view=compare&compare=saindak,reko-diq,duddar,muhammad-khel,boya", false);
  await expect(page.getByRole("columnheader")).toHaveCount(4);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const name = page.getByRole("rowheader").first();
  await page.locator(".compare-scroll").evaluate((frame) => frame.scrollTo({ left: 300 }));
  await expect(name).toBeInViewport();
});

test("on a phone two sites are side by side, each under its name", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, "/?view=compare&compare=saindak,reko-diq", false);
  const edges = (where: string) =>
    page.locator(where).evaluateAll((cells) => cells.map((cell) => {
      const { left, right } = cell.getBoundingClientRect();
      return [Math.round(left), Math.round(right)];
    }));
  const names = await edges(".compare thead th");
  expect(names).toHaveLength(2);
  expect(names.flat().every((edge) => edge >= 0 && edge <= 390)).toBe(true);
  const cells = await edges(".compare tbody td");
  expect(cells.length).toBeGreaterThan(4);
  for (const [index, cell] of cells.entries()) expect(cell).toEqual(names[index % 2]);
});

test("with one site chosen, the way on is a sentence and not a button that cannot be pressed", async ({ page }) => {
  await open(page, "/?compare=saindak", false);
  const chosen = page.getByRole("group", { name: "Compare" });
  await expect(chosen).toContainText("Add another site to compare");
  await expect(chosen.getByRole("button")).toHaveCount(1);
});
