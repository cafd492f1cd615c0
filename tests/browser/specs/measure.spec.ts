// Measuring on the map: lengths are those on WGS 84, and clicks do not open sites meanwhile.

import { expect, axeViolations, open, test } from "./page";

test("clicks measure a line, and Escape ends it", async ({ page }) => {
  await open(page, "/?map=7/29.13/62.06");
  await page.getByRole("button", { name: "Measure" }).click();
  const group = page.getByRole("group", { name: "Measure" });
  await expect(group).toContainText("Click points");
  // Two points on a parallel, one degree apart, by the map's own projection.
  const at = await page.evaluate(() => {
    const map = window.oreatlas?.map;
    return map === undefined ? [] : [map.project([61.5, 29]), map.project([62.5, 29])].map(({ x, y }) => ({ x, y }));
  });
  expect(at).toHaveLength(2);
  for (const position of at) await page.locator(".map-canvas canvas").first().click({ position });
  const shownLength = Number.parseFloat(await group.getByRole("status").innerText());
  // A degree of longitude at 29° N is 97.4 km; a pixel at this zoom is a kilometre.
  expect(shownLength).toBeGreaterThan(95.4);
  expect(shownLength).toBeLessThan(99.4);
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await group.getByRole("button", { name: "Add map centre" }).click();
  await expect(group).toContainText("Area: ");
  expect(await axeViolations(page)).toEqual([]);
  await group.getByRole("button", { name: "Undo" }).click();
  await expect(group).not.toContainText("km²");
  await page.keyboard.press("Escape");
  await expect(group).toHaveCount(0);
});
