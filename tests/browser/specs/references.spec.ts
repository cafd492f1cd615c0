// Reference screenshots of the key views, so that visual changes show in reviews. After an intended change, update them
// by `npx playwright test specs/references --update-snapshots`.

import { expect, open, test } from "./page";

/** Tolerates the antialiasing of another machine, but not a cluster that splits differently. */
const TOLERANCE = { threshold: 0.2, maxDiffPixelRatio: 0.003 };

const DESK = { width: 1120, height: 720 };
const PHONE = { width: 390, height: 780 };

for (const [name, address, viewport, colorScheme, withMap] of [
  ["list-and-map", "/", DESK, "light", true],
  ["site-dark", "/?site=saindak", DESK, "dark", true],
  ["near-urdu", "/?near=reko-diq/60&lang=ur", DESK, "light", true],
  ["agreements", "/?view=agreements", DESK, "light", false],
  ["disagreements-dark", "/?view=disagreements", DESK, "dark", false],
  ["charts", "/?view=charts", DESK, "light", false],
  ["compare", "/?view=compare&compare=saindak,reko-diq", DESK, "light", false],
  ["phone-urdu-dark", "/?lang=ur", PHONE, "dark", true],
  ["close", "/?site=haramosh&map=9.6/35.75/74.7", DESK, "light", true],
  ["embed", "/?mineral=copper&embed=1", { width: 640, height: 420 }, "light", true],
] as const) {
  test(`screenshot of ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await open(page, address, withMap);
    // The Nastaliq font loads once the page is idle and shifts its surroundings.
    await expect(page.locator(":root.idle")).toHaveCount(1);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await expect(page).toHaveScreenshot(`${name}.png`, { ...TOLERANCE, timeout: 30_000 });
  });
}
