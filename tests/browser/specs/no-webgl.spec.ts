// A browser without WebGL. Launch options apply per file.

import { expect, open, test } from "./page";

test.use({
  allowed: /WebGL|GPU/i,
  launchOptions: {
    executablePath: process.env["CHROMIUM"] || undefined,
    args: ["--no-sandbox", "--disable-3d-apis", "--disable-background-networking", "--disable-component-update"],
  },
});

test("the list and panels work, and the page says why there is no map", async ({ page }) => {
  await open(page, "/", false);
  await expect(page.getByText(/The map needs WebGL 2/)).toBeVisible();
  await page.locator("#row-reko-diq").click();
  await expect(page.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
});
