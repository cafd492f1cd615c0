// Server-rendered pages: without JavaScript, accessible, on every screen size.

import { expect, axeViolations, type Site, test } from "./page";

const ONE_OF_EACH = [
  "/collections",
  "/collections/sites",
  "/collections/sites/items?province=PK-BA&limit=20",
  "/collections/sites/items/reko-diq",
  "/collections/sites/facets?mineral=copper",
  "/collections/agreements/items?limit=10",
  "/collections/agreements/items/ussm-fwo-mou-2025",
  "/sources/newsmwn-pakistan-critical-minerals",
  "/organizations/frontier-works-organization",
  "/minerals",
  "/minerals/rare-earth-elements",
  "/countries/PK",
  "/conformance",
  "/api",
  "/collections/sites/items?mineral=coper",
] as const;

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader can get from the collections to a passage", async ({ page, request }) => {
    await page.goto("/collections");
    await page.getByRole("link", { name: "Mineral sites", exact: true }).click();
    await page.getByRole("link", { name: "The sites", exact: true }).click();
    await page.getByRole("searchbox").fill("reko");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/q=reko/);
    await page.getByRole("link", { name: "Reko Diq", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Reko Diq");

    const { properties } = (await (await request.get("/collections/sites/items/reko-diq")).json()) as Site;
    await expect(page.locator("[id^='claim-']")).toHaveCount(properties.claims.length);
    const reference = page.locator(".cite").first();
    const target = (await reference.getAttribute("href")) ?? "";
    await reference.click();
    await expect(page.locator(target)).toBeInViewport();
    await page.locator(".witnesses summary").first().click();
    await expect(page.locator(".lineages").first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Show on map" })).toHaveAttribute("href", "/?site=reko-diq");
  });

  test("the map page links to the server-rendered pages", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "read it page by page" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Collections");
  });
});

test.describe("accessibility", () => {
  // The browser logs error statuses to the console.
  test.use({ allowed: /status of 400/ });

  for (const [scheme, width] of [
    ["light", 1280],
    ["dark", 360],
  ] as const) {
    test(`axe finds nothing, and nothing scrolls sideways: ${scheme}, ${width} pixels`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      for (const address of ONE_OF_EACH) {
        const response = await page.goto(address);
        expect(response?.headers()["content-type"]).toBe("text/html; charset=utf-8");
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), address).toBeLessThanOrEqual(0);
        // A table fits or becomes cards, whatever the breakpoint.
        for (const between of width > 800 ? [770, 860, 960] : []) {
          await page.setViewportSize({ width: between, height: 800 });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(over, `${address} at ${between}`).toBeLessThanOrEqual(0);
        }
        await page.setViewportSize({ width, height: 800 });
        expect(await axeViolations(page), address).toEqual([]);
      }
    });
  }
});

test("the first Tab stop skips to the content", async ({ page }) => {
  await page.goto("/collections/sites/items/reko-diq");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#content$/);
});
