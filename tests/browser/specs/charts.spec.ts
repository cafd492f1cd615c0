// Charts, compared with the API.

import type { APIRequestContext, Page } from "@playwright/test";
import { expect, axeViolations, ITEMS, open, rows, test } from "./page";

interface Claim {
  about: string;
  organization?: string;
  share_percent?: number;
  ore?: { amount: number };
  metals?: { mineral: string; amount?: number }[];
  evidence: { disputed_by: string[] };
}

interface Feature {
  id: string;
  properties: { name: string; status: string | null; sites?: string[]; claims: Claim[] };
}

async function features(request: APIRequestContext, path: string): Promise<Feature[]> {
  return ((await (await request.get(path)).json()) as { features: Feature[] }).features;
}

/** The server's counts of a facet's values, without zeros. */
async function server(request: APIRequestContext, facet: string, query = ""): Promise<Record<string, number>> {
  const body = (await (await request.get(`/collections/sites/facets${query}`)).json()) as {
    facets: Record<string, { value: string; count: number }[]>;
  };
  const values = (body.facets[facet] ?? []).filter(({ count }) => count > 0);
  return Object.fromEntries(values.map(({ value, count }) => [value, count]));
}

/** The counts on a chart's bars. */
async function bars(page: Page, chart: string): Promise<Record<string, number>> {
  const found = await page.locator(`.chart-${chart} .bar`).evaluateAll((all) =>
    all.map((bar) => [bar.getAttribute("data-value") ?? "", Number(bar.querySelector(".bar-count")?.textContent)] as const),
  );
  return Object.fromEntries(found);
}

const amounts = ({ properties }: Feature): number[] =>
  properties.claims
    .filter(({ about }) => about === "estimate")
    .flatMap(({ ore, metals = [] }) => [ore?.amount ?? [], metals.flatMap(({ amount }) => amount ?? [])].flat());

for (const query of ["", "?mineral=copper", "?mineral=gold&status=operating", "?province=PK-BA&q=koh"]) {
  test(`the bars are the server's counts: ${query || "no filter"}`, async ({ page, request }) => {
    await open(page, `/${query}${query === "" ? "?" : "&"}view=charts`, false);
    const more = page.locator(".chart-mineral .chart-more");
    if ((await more.count()) > 0) await more.click();
    for (const facet of ["mineral", "status", "province"]) {
      expect(await bars(page, facet), facet).toEqual(await server(request, facet, query));
    }
  });
}

test("a mineral's bar is divided by activity and proportional to its count", async ({ page, request }) => {
  const workings: Record<string, string[]> = {
    Operating: ["operating", "operating-continuously", "operating-intermittently"],
    Exploration: ["exploration"],
    "Claimed only": ["claimed-only"],
  };
  await open(page, "/?view=charts", false);
  for (const mineral of ["copper", "gold", "coal"]) {
    const sites = await features(request, `${ITEMS}&mineral=${mineral}`);
    const bar = page.locator(`.chart-mineral .bar[data-value="${mineral}"]`);
    for (const [word, statuses] of Object.entries(workings)) {
      const count = sites.filter(({ properties }) => statuses.includes(properties.status ?? "")).length;
      if (count > 0) await expect(bar, mineral).toContainText(`${word} ${count}`);
      else await expect(bar, mineral).not.toContainText(word);
    }
  }
  const width = (mineral: string) =>
    page.locator(`.chart-mineral .bar[data-value="${mineral}"] .bar-part`).evaluateAll((parts) =>
      parts.reduce((sum, part) => sum + part.getBoundingClientRect().width, 0),
    );
  const counts = await bars(page, "mineral");
  expect((await width("coal")) / (await width("copper"))).toBeCloseTo((counts["coal"] ?? 0) / (counts["copper"] ?? 1), 1);
});

test("clicking a bar filters charts, list and URL; clicking again clears it", async ({ page, request }) => {
  const some = await features(request, `${ITEMS}&mineral=copper`);
  await open(page, "/?view=charts", false);
  const before = await bars(page, "mineral");
  const copper = page.locator(".chart-mineral").getByRole("button", { name: /^Copper / });
  await copper.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/mineral=copper/);
  await expect(copper).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".chip").filter({ hasText: "Copper" })).toBeVisible();
  await expect(page.locator(".view-count")).toContainText(`${some.length} of`);
  expect(await bars(page, "mineral")).toEqual(before);
  expect(await bars(page, "status")).toEqual(await server(request, "status", "?mineral=copper"));
  await page.reload();
  await expect(copper).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Sites" }).click();
  await expect(rows(page)).toHaveCount(some.length);
  await page.goBack();
  await copper.click();
  await expect(copper).toHaveAttribute("aria-pressed", "false");
  await expect(page).not.toHaveURL(/mineral=/);
});

test("every agreement is a dot at its year and opens its panel; filters keep those about matching sites", async ({ page, request }) => {
  const all = await features(request, "/collections/agreements/items?limit=10000");
  await open(page, "/?view=charts", false);
  const dots = page.locator(".year-dot");
  await expect(dots).toHaveCount(all.length);
  const passing = new Set((await features(request, `${ITEMS}&mineral=copper`)).map(({ id }) => id));
  const touching = all.filter(({ properties }) => properties.sites?.some((id) => passing.has(id)));
  expect(touching.length).toBeLessThan(all.length);
  await page.locator(".chart-mineral .bar[data-value=copper]").click();
  await expect(dots).toHaveCount(touching.length);
  const [first] = touching;
  if (first === undefined) throw new Error("no agreement touches a site with copper");
  await page.locator(".years").getByRole("link", { name: first.properties.name }).click();
  await expect(page.getByRole("complementary", { name: first.properties.name })).toBeVisible();
});

test("an organization's stakes are the shares in the sites' claims", async ({ page, request }) => {
  const sites = await features(request, ITEMS);
  for (const id of ["government-of-balochistan", "pakistan-mineral-development-corporation", "metallurgical-corporation-of-china"]) {
    const owned = sites.flatMap(({ properties }) =>
      properties.claims.filter(({ about, organization }) => about === "owner" && organization === id),
    );
    await open(page, `/?view=charts&open=organization:${id}`, false);
    const shares = page.locator(".interest");
    await expect(shares.first()).toBeVisible();
    const drawn = await shares.evaluateAll((all) => all.map((share) => share.getAttribute("data-share") ?? "unknown"));
    expect(drawn.length, id).toBeGreaterThanOrEqual(owned.length);
    for (const { share_percent: share } of owned) expect(drawn, id).toContain(String(share ?? "unknown"));
  }
  // Of a company whose share of the profit changed, both shares are drawn, and the former one is marked.
  await expect(page.locator(".stakes .mark-past, .stakes .mark-superseded")).toHaveCount(1);
  await page.locator(".stakes").getByRole("link", { name: "Saindak" }).click();
  await expect(page.getByRole("complementary", { name: "Saindak" })).toBeVisible();
});

test("each estimate of a site is drawn once, grouped by category and code, with rivals bracketed", async ({ page, request }) => {
  const sites = await features(request, ITEMS);
  for (const id of ["chiniot-rajoa", "khewra-salt-mine", "reko-diq", "gunga", "duddar"]) {
    const site = sites.find((other) => other.id === id);
    if (site === undefined) throw new Error(id);
    await open(page, `/?view=charts&site=${id}`, false);
    const drawn = await page.locator(".figure-row").evaluateAll((all) => all.map((row) => Number(row.getAttribute("data-amount"))));
    const sorted = (numbers: number[]): number[] => [...numbers].sort((a, b) => a - b);
    expect(sorted(drawn), id).toEqual(sorted(amounts(site)));
    // Name, category, code and basis; also the part of the site, where it is not the whole.
    for (const row of await page.locator(".scale").all())
      expect([4, 5]).toContain(await row.locator(".estimate-terms > span").count());
    const rivals = site.properties.claims.filter(({ about, evidence }) => about === "estimate" && evidence.disputed_by.length > 0);
    const bracketed = page.locator(".bracket .figure-row");
    if (rivals.length > 0) expect(await bracketed.count(), id).toBeGreaterThanOrEqual(2);
    else await expect(bracketed, id).toHaveCount(0);
  }
  const single = sites.find((site) => amounts(site).length === 1);
  await open(page, `/?view=charts&site=${single?.id}`, false);
  await expect(page.locator(".figure-row")).toHaveCount(0);
});

for (const [name, address, scheme, width] of [
  ["charts", "/?view=charts&mineral=copper", "light", 1360],
  ["charts in the dark on a phone", "/?view=charts&status=operating", "dark", 390],
  ["charts in Urdu", "/?view=charts&lang=ur&province=PK-BA", "light", 390],
  ["stakes", "/?view=charts&open=organization:metallurgical-corporation-of-china", "dark", 1360],
  ["figures", "/?view=charts&site=chiniot-rajoa", "light", 1360],
  ["figures in Urdu on a phone", "/?view=charts&lang=ur&site=khewra-salt-mine&prefer=newest", "dark", 390],
] as const) {
  test(`axe finds nothing, and nothing is wider than the page: ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await open(page, address, false);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
