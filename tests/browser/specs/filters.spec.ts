import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { axeViolations, waitForMap, expect, ITEMS, open, rows, type Site, test, waitForAllRows } from "./page";

const count = (page: Page) => page.getByRole("status").filter({ hasText: / of \d+ sites/ });

for (const [facet, label, value, query] of [
  ["mineral", "Mineral", "Copper", "mineral=copper"],
  ["operator", "Operator", /Frontier Works/, "operator=frontier-works-organization"],
] as const) {
  test(`filtering by ${facet} shows the server's result`, async ({ page, request }) => {
    await open(page, "/", false);
    const { features: all } = (await (await request.get(ITEMS)).json()) as { features: Site[] };
    const { features: some } = (await (await request.get(`${ITEMS}&${query}`)).json()) as { features: Site[] };
    expect(some.length).toBeLessThan(all.length);
    await expect(rows(page)).toHaveCount(all.length);
    await page.getByRole("button", { name: label, exact: true }).click();
    await page.getByRole("checkbox", { name: value }).check();
    await expect(rows(page)).toHaveCount(some.length);
    await expect(count(page)).toContainText(`${some.length} of ${all.length} sites`);
    const listed = await rows(page).evaluateAll((links) => links.map((link) => link.id.replace(/^row-/, "")).sort());
    expect(listed).toEqual(some.map((site) => site.id).sort());
    await expect(page).toHaveURL(new RegExp(query));

    // Back removes it, Forward restores it, and clearing shows everything.
    await page.goBack();
    await expect(rows(page)).toHaveCount(all.length);
    await page.goForward();
    await expect(rows(page)).toHaveCount(some.length);
    await page.getByRole("button", { name: "Clear all" }).click();
    await expect(rows(page)).toHaveCount(all.length);
  });
}

test("Back right after filtering removes only the last filter", async ({ page }) => {
  await open(page, "/", false);
  await page.getByRole("button", { name: "Mineral", exact: true }).click();
  await page.getByRole("checkbox", { name: "Copper" }).check();
  await expect(page).toHaveURL(/mineral=copper$/);
  // Before the page has painted, which is when it writes the history entry.
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>('input[name="mineral"][value="gold"]')?.click();
    history.back();
  });
  await expect(page.getByRole("checkbox", { name: "Gold" })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Copper" })).toBeChecked();
  await expect(page).toHaveURL(/mineral=copper$/);
});

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test(`Back closes an opened panel in one step (motion: ${reducedMotion})`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    await open(page);
    const panel = page.getByRole("complementary");
    await rows(page).filter({ hasText: "Boya" }).click();
    await expect(panel.filter({ hasText: "Boya" })).toBeVisible();
    await waitForMap(page);
    await expect(page).toHaveURL(/site=boya/);
    await page.goBack();
    await expect(panel).toBeHidden();
    await expect(page).not.toHaveURL(/site=/);
    await page.goForward();
    await expect(panel.filter({ hasText: "Boya" })).toBeVisible();
  });
}

test("the browser has the URL before a key or click can leave the page", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Mineral", exact: true }).click();
  for (const [act, value] of [["keydown", "gold"], ["pointerdown", "copper"], ["mouseleave", "iron"]] as const) {
    const labels = await page.evaluate(([act, value]) => {
      document.querySelector<HTMLInputElement>(`input[name="mineral"][value="${value}"]`)?.click();
      const before = window.location.search;
      document.documentElement.dispatchEvent(new Event(act));
      return { before, after: window.location.search };
    }, [act, value]);
    expect(labels.before, act).not.toContain(value);
    expect(labels.after, act).toContain(value);
  }
});

test("counts beside values match the server's", async ({ page, request }) => {
  await open(page, "/?mineral=copper", false);
  const { facets } = (await (await request.get("/collections/sites/facets?mineral=copper")).json()) as {
    facets: Record<string, { value: string; count: number }[]>;
  };
  for (const [facet, label] of [["mineral", /^Mineral/], ["operator", /^Operator/], ["evidence", /^Evidence/]] as const) {
    await page.getByRole("button", { name: label }).first().click();
    for (const { value, count } of facets[facet] ?? []) {
      const option = page.locator(`label:has(input[name="${facet}"][value="${value}"]) .option-count`);
      await expect(option, `${facet} ${value}`).toHaveText(String(count));
    }
  }
});

test("search finds other spellings and Urdu names", async ({ page }) => {
  await open(page, "/", false);
  const box = page.getByRole("searchbox");
  for (const [text, id] of [["Chagi", "chaghi-belt"], ["reko diq", "reko-diq"], ["Rekodiq", "reko-diq"], ["ریکوڈک", "reko-diq"]]) {
    await box.fill(text ?? "");
    await expect(page.locator(`#row-${id}`)).toBeVisible();
    expect(await rows(page).count()).toBeLessThan(6);
  }
  await box.fill("nowhere at all");
  await expect(page.getByText("No sites match these filters.")).toBeVisible();
});

test("the download contains the shown sites", async ({ page }) => {
  await open(page, "/?mineral=copper", false);
  await waitForAllRows(page);
  const listed = await rows(page).evaluateAll((links) => links.map((link) => link.id.replace(/^row-/, "")).sort());
  for (const name of [/GeoJSON/, /CSV/]) {
    await page.locator("details.download summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).first().click()]);
    const text = await readFile(await download.path(), "utf8");
    expect(download.suggestedFilename()).toMatch(/copper\.(geojson|csv)$/);
    const ids = text.startsWith("{")
      ? (JSON.parse(text) as { features: Site[] }).features.map((site) => site.id)
      : text.split("\r\n").slice(1, -1).map((row) => row.split(",")[0]);
    expect(ids.sort()).toEqual(listed);
    await page.keyboard.press("Escape");
    await page.locator("details.download").evaluate((menu: HTMLDetailsElement) => (menu.open = false));
  }
});

test("every format of the API is offered, with the filters", async ({ page, request }) => {
  await open(page, "/?mineral=copper", false);
  const { links } = (await (await request.get("/collections/sites")).json()) as { links: { rel: string; href: string }[] };
  const named = links.filter((link) => link.rel === "enclosure").map((link) => new URL(link.href).pathname);
  expect(named.length).toBe(9);
  await page.locator("details.download summary").click();
  const menu = page.locator(".download-menu > a");
  // CSV is offered twice: once more for Excel.
  await expect(menu).toHaveCount(named.length + 1);
  const offered = await menu.evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  expect([...new Set(offered)].sort()).toEqual(named.sort());
  const forExcel = new URL((await menu.filter({ hasText: "CSV (Excel)" }).getAttribute("href")) ?? "", page.url());
  expect(forExcel.pathname).toBe("/collections/sites/download.csv");
  expect(Object.fromEntries(forExcel.searchParams)).toEqual({ excel: "1", mineral: "copper" });
  for (const address of await menu.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))) {
    expect(address).toContain("mineral=copper");
    const response = await request.get(address);
    expect(response.ok(), address).toBe(true);
    expect((await response.body()).length, address).toBeGreaterThan(1000);
  }
});

test("ticking values does not move the list", async ({ page }) => {
  await open(page, "/", false);
  await page.getByRole("button", { name: "Mineral", exact: true }).click();
  const top = () => page.locator(".listing").evaluate((listing) => listing.getBoundingClientRect().top);
  const before = await top();
  for (const mineral of [/^Gold/, /^Copper/, /^Antimony/, /^Chromite/, /^Iron/]) {
    await page.getByRole("checkbox", { name: mineral }).check();
    expect(await top()).toBe(before);
  }
  await expect(page.getByRole("list", { name: "Active filters" }).getByRole("button")).toHaveCount(6);
});

test("the download menu says what a format leaves out, and stays in the window", async ({ page, request }) => {
  const omitted = (await request.head("/collections/sites/download.fgb")).headers()["oreatlas-omitted"];
  expect(Number(omitted)).toBeGreaterThan(0);
  for (const [width, height] of [[1360, 860], [1360, 500], [390, 700]] as const) {
    await page.setViewportSize({ width, height });
    await open(page, "/", false);
    const tall = () => page.evaluate(() => document.documentElement.scrollHeight);
    const before = await tall();
    await page.getByText("Download and cite").click();
    const menu = page.locator(".download-menu");
    await expect(menu.getByText("FlatGeobuf")).toBeVisible();
    await expect(menu.locator("a", { hasText: "FlatGeobuf" })).toContainText(`leaves out ${omitted} sites without a location`);
    const box = await menu.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    expect(await tall()).toBe(before);
    expect(await axeViolations(page, ".query")).toEqual([]);
  }
});
