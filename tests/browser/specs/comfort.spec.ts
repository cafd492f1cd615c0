// The reader's display settings: zoom, text spacing, forced colours, contrast and reduced motion.

import type { Page } from "@playwright/test";
import { expect, open, rows, test } from "./page";

const PLACES = [
  "/",
  "/?site=reko-diq",
  "/?lang=ur&site=reko-diq",
  "/?near=reko-diq/60",
  "/?view=agreements",
  "/?view=disagreements",
  "/?view=charts",
  "/?view=compare&compare=saindak,reko-diq",
];

/** How far the page overflows its window sideways, in pixels. */
const beyond = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The background, outline and text colour of the first element that matches. */
const look = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { backgroundColor, color, outlineStyle, outlineWidth } = getComputedStyle(element);
      return { backgroundColor, color, outlineStyle, outlineWidth };
    });

test("at 400 % zoom nothing scrolls sideways (WCAG 1.4.10)", async ({ page }) => {
  // A window of 1280 by 1024 pixels at 400 % zoom.
  await page.setViewportSize({ width: 320, height: 256 });
  for (const address of PLACES) {
    await open(page, address, false);
    expect(await beyond(page), address).toBeLessThanOrEqual(0);
  }
});

for (const [width, height] of [
  [640, 512],
  [320, 256],
] as const) {
  test(`the focused element is visible in a window of ${width} by ${height} (WCAG 2.4.7, 2.4.11)`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "/", true);
    const hidden: string[] = [];
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press("Tab");
      const fault = await page.evaluate(() => {
        const here = document.activeElement;
        if (here === null || here === document.body) return null;
        const name = `${here.tagName} ${here.id || here.className.toString()}`;
        const { left, right, top, bottom } = here.getBoundingClientRect();
        const [x, y] = [
          (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
          (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
        ];
        const there = document.elementFromPoint(x, y);
        if (!(here.contains(there) || there?.contains(here) === true)) return `${name} lies under ${there?.className}`;
        // A field's outline may be drawn by the box around it.
        const outlined = [here, here.parentElement].some(
          (element) => element !== null && getComputedStyle(element).outlineStyle !== "none",
        );
        return outlined ? null : `${name} has no outline`;
      });
      if (fault !== null) hidden.push(fault);
    }
    expect(hidden).toEqual([]);
  });
}

test("text with wide spacing is not cut off (WCAG 1.4.12)", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of PLACES) {
    await open(page, address, false);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
      document.adoptedStyleSheets.push(sheet);
    });
    expect(await beyond(page), address).toBeLessThanOrEqual(0);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(":is(button, a, h1, h2, h3, h4, dt, dd, td, th):not(.unseen, .unseen *)")]
        .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow === "hidden")
        .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => {
          return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    expect(cut, address).toEqual([]);
  }
});

test.describe("with forced colours", () => {
  test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" }));

  test("selected and focused elements stand out", async ({ page }) => {
    await open(page, "/?mineral=copper", false);
    await page.getByRole("button", { name: "Charts" }).or(page.getByRole("link", { name: "Charts" })).click();
    await expect(page.locator(".chart").first()).toBeVisible();
    for (const [chosen, other] of [
      ["[aria-current=page]", ".screen:not([aria-current])"],
      [".chart [aria-pressed=true]", ".chart [aria-pressed=false]"],
    ] as const) {
      const [one, two] = [await look(page, chosen), await look(page, other)];
      expect(one.backgroundColor, chosen).not.toBe(two.backgroundColor);
      expect(one.color, chosen).not.toBe(one.backgroundColor);
    }
    await page.keyboard.press("Tab");
    const focused = await look(page, ":focus");
    expect(focused.outlineStyle).toBe("solid");
    expect(Number.parseFloat(focused.outlineWidth)).toBeGreaterThanOrEqual(2);
  });

  test("the bars' patterns still show activity", async ({ page }) => {
    await open(page, "/?view=charts", false);
    const looks = (where: string) =>
      page.locator(where).evaluateAll((parts) =>
        parts.map((part) => {
          const { backgroundImage, backgroundColor, borderTopStyle } = getComputedStyle(part);
          return `${backgroundImage} ${backgroundColor} ${borderTopStyle}`;
        }),
      );
    const patterns = await looks(".patterns .bar-part");
    expect(patterns.length).toBeGreaterThan(3);
    expect(new Set(patterns).size).toBe(patterns.length);
    // Bars and key have the same patterns.
    for (const look of await looks(".chart-mineral .bar .bar-part")) expect(patterns).toContain(look);
  });
});

test("more contrast is applied on request", async ({ page }) => {
  const ink = () => look(page, ".subtitle");
  await open(page, "/", false);
  const usual = await ink();
  await page.emulateMedia({ contrast: "more" });
  expect((await ink()).color).not.toBe(usual.color);
  expect((await ink()).color).toBe((await look(page, ".row-name")).color);
});

test("reduced motion is respected", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/");
  await rows(page).first().click();
  await expect(page.getByRole("complementary")).toBeVisible();
  expect(await page.evaluate(() => window.oreatlas?.map.isMoving())).toBe(false);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => animation.playState === "running" && (animation.effect?.getTiming().duration ?? 0) > 1)
        .map((animation) => String((animation as CSSAnimation).animationName)),
    );
  expect(await moving()).toEqual([]);
});

test("text at twice its size makes no page wider than its window (WCAG 1.4.4)", async ({ page }) => {
  for (const address of PLACES) {
    await open(page, address, false);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    expect(await beyond(page), address).toBeLessThanOrEqual(0);
  }
});
