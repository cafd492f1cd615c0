// Phones, screen readers, dark mode, Urdu and bad connections.

import { expect, axeViolations, open, rows, test, waitForAllRows } from "./page";

for (const [name, address, scheme, width] of [
  ["the list", "/", "light", 1360],
  ["an open site", "/?site=reko-diq", "light", 1360],
  ["an open site in the dark", "/?site=saindak", "dark", 1360],
  ["Urdu", "/?lang=ur&site=reko-diq", "light", 1360],
  ["a phone", "/", "light", 360],
  ["a phone with an open site", "/?site=muhammad-khel", "dark", 360],
  ["agreements", "/?view=agreements&open=agreement:ussm-fwo-mou-2025", "light", 1360],
  ["agreements in Urdu on a phone", "/?view=agreements&lang=ur", "dark", 360],
  ["disagreements", "/?view=disagreements&only=location", "light", 1360],
  ["disagreements in the dark on a phone", "/?view=disagreements&only=signed", "dark", 360],
  ["an organization", "/?open=organization:frontier-works-organization", "light", 1360],
  ["a mineral in the dark", "/?open=mineral:copper", "dark", 1360],
  ["a source on a phone", "/?open=source:newsmwn-pakistan-critical-minerals", "light", 360],
  ["a country in Urdu", "/?lang=ur&open=country:PK", "dark", 1360],
  ["what lies near, in Urdu on a phone", "/?near=reko-diq/60&lang=ur", "dark", 360],
  ["sites side by side on a phone", "/?view=compare&compare=saindak,reko-diq", "dark", 360],
  ["a frame", "/?embed=1&mineral=copper", "light", 480],
] as const) {
  test(`axe finds nothing: ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await open(page, address, !address.includes("view="));
    expect(await axeViolations(page)).toEqual([]);
  });
}

for (const [scheme, width] of [
  ["light", 1360],
  ["dark", 360],
] as const) {
  test(`axe finds nothing: legend and as-of slider, ${scheme}, ${width} pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await open(page, "/?as_of=2023-01-01&status=operating");
    await page.getByRole("button", { name: "As of 1 January 2023" }).click();
    await page.getByText("Legend", { exact: true }).click();
    await expect(page.locator(".legend-row").first()).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}

test("nothing scrolls sideways on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of [
    "/",
    "/?site=reko-diq",
    "/?lang=ur",
    "/?view=agreements",
    "/?view=disagreements&lang=ur",
    "/?view=agreements&open=organization:barrick",
    "/?open=source:newsmwn-pakistan-critical-minerals",
    "/?near=reko-diq/60",
    "/?view=charts",
    "/?view=charts&lang=ur",
    "/?view=compare&compare=saindak,reko-diq,duddar",
    "/?embed=1",
  ]) {
    await open(page, address, false);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, address).toBeLessThanOrEqual(360);
  }
});

test("everything can be reached with the Tab key", async ({ page }) => {
  await open(page, "/");
  await waitForAllRows(page);
  const reached = new Set<string>();
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveClass(/skip/);
  const presses = (await rows(page).count()) + 60;
  for (let press = 0; press < presses; press += 1) {
    reached.add(
      await page.evaluate(() => {
        const here = document.activeElement;
        return here === null ? "" : here.id || here.className.toString() || here.tagName;
      }),
    );
    await page.keyboard.press("Tab");
  }
  const wanted = await rows(page).evaluateAll((links) => links.map((link) => link.id));
  for (const id of [...wanted, "facet-mineral", "facet-operator"]) expect([...reached]).toContain(id);
  expect([...reached].some((name) => name.includes("maplibregl-canvas"))).toBe(true);
});

test("Urdu reads from right to left", async ({ page }) => {
  await open(page, "/?lang=ur", false);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("html")).toHaveAttribute("lang", "ur");
  await expect(page.locator("#row-reko-diq")).toContainText("ریکوڈک");
  await expect(page.locator(".subtitle")).toHaveText("پاکستان کے معدنی مقامات، حوالوں کے ساتھ");
});

for (const [preferred, spoken] of [
  [["ur-PK", "en"], "ur"],
  [["de-DE", "UR"], "ur"],
  // What WebKit reports if the system has no locale.
  [["C"], "en"],
  [[], "en"],
] as const) {
  test(`a browser that prefers ${JSON.stringify(preferred)} gets the page in ${spoken}`, async ({ page }) => {
    await page.addInitScript((languages) => {
      Object.defineProperty(navigator, "languages", { get: () => languages });
    }, preferred);
    await open(page, "/", false);
    await expect(page.locator("html")).toHaveAttribute("lang", spoken);
  });
}

test.describe("without a server", () => {
  test.use({ allowed: /Failed to load resource|ERR_/ });
  test("the page says so, and loads when the server is back", async ({ page }) => {
    await page.route("**/collections/sites/items*", (route) => route.abort());
    await page.goto("/");
    await expect(page.getByRole("alert")).toContainText("The server is not responding.");
    await expect(page).toHaveTitle("Oreatlas");
    await page.unroute("**/collections/sites/items*");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByText("The server is not responding.")).toBeHidden();
    await expect(page).toHaveTitle("Oreatlas: Mineral sites in Pakistan, with their sources");
  });
});
