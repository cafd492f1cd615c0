// Typical readers' questions, each answered in under five actions from opening the page, and timed.

import { readFileSync } from "node:fs";
import { expect, open, rows, test } from "./page";

/** Counts the reader's actions, and reports them with the seconds since the page was opened. */
function stopwatch() {
  let actions = 0;
  const start = Date.now();
  return {
    async act(does: () => Promise<unknown>): Promise<void> {
      actions += 1;
      await does();
    },
    answered(question: string): void {
      console.log(`${question} ${actions} actions, ${((Date.now() - start) / 1000).toFixed(1)} s`);
      expect(actions).toBeLessThan(5);
    },
  };
}

test("who operates in the Chaghi belt, and according to whom?", async ({ page }) => {
  const watch = stopwatch();
  await open(page, "/", false);
  await watch.act(() => page.getByRole("searchbox").fill("chaghi belt"));
  await watch.act(() => rows(page).first().click());
  const panel = page.getByRole("complementary", { name: "Chaghi belt" });
  const operators = panel.locator(".section", { has: page.getByRole("heading", { name: /Operators|Licences/ }) });
  await expect(operators.getByRole("link", { name: "Frontier Works Organization" }).first()).toBeVisible();
  await watch.act(() => operators.locator(".cite").first().click());
  await expect(panel.locator(".source").first()).toBeVisible();
  watch.answered("Who operates in the Chaghi belt, and according to whom?");
});

test("everything with antimony, into QGIS", async ({ page, request }) => {
  const watch = stopwatch();
  await open(page, "/", false);
  await watch.act(() => page.getByRole("button", { name: "Mineral", exact: true }).click());
  await watch.act(() => page.getByRole("checkbox", { name: /^Antimony/ }).check());
  await watch.act(() => page.getByText("Download and cite").click());
  const download = page.waitForEvent("download");
  await watch.act(() => page.getByRole("link", { name: /GeoPackage/ }).click());
  const file = await (await download).path();
  // A GeoPackage is an SQLite database with its own application id (OGC 12-128r19, requirement 2).
  const bytes = readFileSync(file);
  expect(bytes.subarray(0, 15).toString()).toBe("SQLite format 3");
  expect(bytes.subarray(68, 72).toString()).toBe("GPKG");
  const { numberMatched } = (await (
    await request.get("/collections/sites/items?mineral=antimony&limit=1")
  ).json()) as { numberMatched: number };
  await expect(page.locator(".count").first()).toHaveText(new RegExp(`^${numberMatched} of`));
  watch.answered("Everything with antimony, into QGIS.");
});

test("which agreements name the FWO, and where?", async ({ page, request }) => {
  const watch = stopwatch();
  await open(page, "/", false);
  await watch.act(() => page.getByRole("link", { name: "Agreements", exact: true }).click());
  await watch.act(() => page.getByRole("searchbox").fill("FWO"));
  const { features } = (await (
    await request.get("/collections/agreements/items?party=frontier-works-organization&limit=100")
  ).json()) as { features: { properties: { name: string; sites: string[] } }[] };
  expect(features.length).toBeGreaterThan(0);
  for (const { properties } of features) {
    await expect(page.locator(".deal").filter({ hasText: properties.name })).toBeVisible();
  }
  watch.answered("Which agreements name the FWO, and where?");
});

test("is Reko Diq producing?", async ({ page }) => {
  const watch = stopwatch();
  await open(page, "/", false);
  await watch.act(() => page.getByRole("searchbox").fill("reko diq"));
  await watch.act(() => rows(page).first().click());
  const panel = page.getByRole("complementary", { name: "Reko Diq" });
  await expect(panel.locator(".panel-status")).toContainText("Under development");
  // The rejected claim is shown as well, with the reason.
  await expect(panel.locator(".claim-rejected").filter({ hasText: "Operating" }).first()).toContainText("Why rejected");
  watch.answered("Is Reko Diq producing?");
});
