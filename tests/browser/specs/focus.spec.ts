// Focus order (WCAG 2.4.3): if the pressed control disappears, its neighbour gets the focus.

import type { Page } from "@playwright/test";
import { expect, open, test } from "./page";

const focused = (page: Page) => page.locator(":focus");

test("removing filters moves the focus from chip to chip", async ({ page }) => {
  await open(page, "/?mineral=copper,gold&status=exploration&q=chagai", false);
  const chips = page.getByRole("list", { name: "Active filters" }).getByRole("button");
  await expect(chips).toHaveCount(5);
  await chips.first().focus();
  for (const left of [4, 3, 2]) {
    await page.keyboard.press("Enter");
    await expect(chips).toHaveCount(left);
    await expect(chips.first()).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(chips).toHaveCount(0);
  // The list of filters is gone, so the focus moves to what surrounds it.
  await expect(focused(page)).toHaveCount(1);
  expect(await focused(page).evaluate((element) => element.closest(".query, #list") !== null)).toBe(true);
});

test("removing the last of several moves the focus to the previous one", async ({ page }) => {
  await open(page, "/?compare=saindak,reko-diq,duddar", false);
  const chips = page.getByRole("group", { name: "Compare" }).locator(".chip");
  await expect(chips).toHaveCount(3);
  await chips.last().focus();
  await page.keyboard.press("Enter");
  await expect(chips).toHaveCount(2);
  await expect(focused(page)).toHaveText(/Compare 2 sites/);
});

test("the number of compared sites is announced", async ({ page }) => {
  await open(page, "/?site=saindak", false);
  const announcement = page.getByRole("status").filter({ hasText: "selected to compare" });
  await expect(announcement).toHaveCount(0);
  await page.getByRole("button", { name: "Compare", exact: true }).press("Enter");
  await page.keyboard.press("Escape");
  await expect(announcement).toHaveText("1 site selected to compare");
});

test("clearing filters of an empty list moves the focus into the list", async ({ page }) => {
  await page.goto("/?q=nowhere+at+all");
  await page.locator(".list-empty").getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".list-empty")).toHaveCount(0);
  expect(await focused(page).evaluate((element) => element.closest("#list") !== null)).toBe(true);
});

test("on a phone the Tab order follows the visual order", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, "/");
  const parts: string[] = [];
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    const part = await page.evaluate(
      () => document.activeElement?.closest(".masthead-words, .tools, .screens, .query, .map-pane, .listing")?.className ?? "",
    );
    if (part !== "" && parts.at(-1) !== part) parts.push(part);
  }
  const tops = await page.evaluate(
    (parts) => parts.map((part) => document.getElementsByClassName(part)[0]?.getBoundingClientRect().top ?? NaN),
    parts,
  );
  expect(parts.length).toBeGreaterThan(3);
  const scrolled = tops.map((top) => top - (tops[0] ?? 0));
  expect(scrolled, parts.join(" > ")).toEqual([...scrolled].sort((a, b) => a - b));
});
