// The command palette, and single-key shortcuts, which can be turned off.

import { expect, axeViolations, open, rows, test } from "./page";

test("a few letters find anything, and Enter opens it", async ({ page }) => {
  await open(page, "/", false);
  for (const [typed, name] of [
    ["rekodiq", "Reko Diq"],
    ["سیندک", "Saindak"],
    ["frontier works", "Frontier Works Organization"],
  ] as const) {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Find anything" })).toBeFocused();
    await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("complementary", { name })).toBeVisible();
  }
});

test("filters are found too, and focus moves on from the results", async ({ page }) => {
  await open(page, "/?mineral=copper", false);
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Find anything" });
  await expect(box).toBeFocused();
  await page.keyboard.type("sites with antimony");
  await expect(page.getByRole("option", { selected: true })).toHaveText(/Sites with Antimony/);
  expect(await axeViolations(page, "dialog")).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?mineral=antimony$/);
  await page.keyboard.press("Control+k");
  await expect(box).toBeFocused();
  await page.keyboard.type("no such thing anywhere");
  await expect(page.getByText("No matches")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("single-key shortcuts work outside text fields and can be turned off", async ({ page }) => {
  await open(page, "/", false);
  const first = await rows(page).first().locator(".row-name").innerText();
  await page.keyboard.press("j");
  await expect(page.getByRole("complementary", { name: first })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  await expect(page).toHaveURL(/view=agreements/);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("2js");
  await expect(page.getByRole("searchbox")).toHaveValue("2js");
  await page.getByRole("searchbox").fill("");
  await page.getByRole("searchbox").blur();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  expect(await axeViolations(page, "dialog")).toEqual([]);
  await help.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("3");
  await page.keyboard.press("?");
  await expect(page).not.toHaveURL(/view=/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("no letter is lost that is typed while the palette is still loading", async ({ page }) => {
  await page.route(/\/assets\/Content-[^/]*\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await open(page, "/", false);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("saindxx", { delay: 40 });
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("ak", { delay: 40 });
  await expect(page.getByRole("combobox", { name: "Find anything" })).toHaveValue("saindak");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Saindak" })).toBeVisible();
});
