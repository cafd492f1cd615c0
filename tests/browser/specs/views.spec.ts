// The agreements and disagreements views, compared with the API.

import type { APIRequestContext } from "@playwright/test";
import { expect, ITEMS, open, test } from "./page";

interface Claim {
  about: string;
  judgement?: { verdict: string; why: string };
  conflicts_with?: { record: string; why: string }[];
  evidence: { disputed_by: string[] };
}

interface Feature {
  id: string;
  geometry: unknown;
  properties: { name: string; kind: string; sites: string[]; unplaced: string | null; claims: Claim[] };
}

const AGREEMENTS = "/collections/agreements/items?limit=10000";

async function features(request: APIRequestContext, path: string): Promise<Feature[]> {
  return ((await (await request.get(path)).json()) as { features: Feature[] }).features;
}

test("the timeline has every agreement, with the reason if it is not on the map", async ({ page, request }) => {
  await open(page, "/", false);
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Agreements", exact: true }).click();
  await expect(page).toHaveURL(/view=agreements/);
  await expect(page.getByRole("heading", { level: 2, name: "Agreements" })).toBeVisible();
  const all = await features(request, AGREEMENTS);
  const cards = page.locator(".deal");
  await expect(cards).toHaveCount(all.length);
  for (const { id, properties } of all) {
    const card = page.locator(`#agreement-${id}`);
    await expect(card.getByRole("heading", { name: properties.name })).toBeVisible();
    if (properties.unplaced !== null) await expect(card).toContainText(properties.unplaced);
    const sites = card.locator("a[href*='site=']");
    await expect(sites).toHaveCount(properties.sites.length);
  }
  const years = (await page.locator(".timeline-heading").allTextContents()).filter((text) => /^\d+$/.test(text));
  expect(years.length).toBeGreaterThan(1);
  expect(years).toEqual([...years].sort().reverse());
});

test("agreements can be filtered by kind, and Back clears it", async ({ page, request }) => {
  await open(page, "/?view=agreements", false);
  const all = await features(request, AGREEMENTS);
  const some = await features(request, `${AGREEMENTS}&kind=mou`);
  expect(some.length).toBeLessThan(all.length);
  await page.getByRole("link", { name: /^Memorandum of understanding \d/ }).click();
  await expect(page.locator(".deal")).toHaveCount(some.length);
  await expect(page).toHaveURL(/only=mou/);
  await page.goBack();
  await expect(page.locator(".deal")).toHaveCount(all.length);
});

test("an agreement links to its site, which opens on the map and links back", async ({ page, request }) => {
  const touching = (await features(request, AGREEMENTS)).find(({ properties }) => properties.sites.includes("saindak"));
  if (touching === undefined) throw new Error("no agreement touches Saindak");
  await open(page, "/?view=agreements", false);
  const card = page.locator(`#agreement-${touching.id}`);
  await card.getByRole("link", { name: "Saindak", exact: true }).click();
  const panel = page.getByRole("complementary", { name: "Saindak" });
  await expect(panel).toBeVisible();
  await expect(page).toHaveURL(/view=agreements&site=saindak/);
  await panel.getByRole("link", { name: touching.properties.name }).click();
  await expect(page.getByRole("complementary", { name: touching.properties.name })).toBeVisible();
  await page.getByRole("button", { name: "Back to Saindak" }).click();
  await expect(panel).toBeVisible();
  await panel.getByRole("button", { name: "Show on map" }).click();
  await expect(page).toHaveURL(/[?&]site=saindak/);
  await expect(page.locator(".map-pane")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 2, name: "Agreements" })).toBeVisible();
});

test("every dispute is listed, with all sides and the judgement", async ({ page, request }) => {
  await open(page, "/?view=disagreements", false);
  const disputes = page.locator(".dispute");
  await expect(disputes.first()).toBeVisible();
  const records = [...(await features(request, ITEMS)), ...(await features(request, AGREEMENTS))];
  const text = (await page.locator(".view").innerText()).replace(/\s+/g, " ");
  let rivals = 0;
  for (const { properties } of records) {
    const { name, claims } = properties;
    if (claims.some((claim) => claim.evidence.disputed_by.length > 0)) {
      rivals += 1;
      const own = disputes.filter({ has: page.getByRole("link", { name, exact: true }) });
      expect(await own.count(), name).toBeGreaterThan(0);
      const sides = await own.locator(".dispute-side").count();
      const disputed = claims.filter((claim) => claim.evidence.disputed_by.length > 0).length;
      expect(sides, name).toBeGreaterThanOrEqual(disputed);
    }
    for (const { judgement, conflicts_with: conflicts } of claims) {
      if (judgement?.verdict === "rejected") expect(text).toContain(judgement.why.replace(/\s+/g, " "));
      for (const { why } of conflicts ?? []) expect(text).toContain(why.replace(/\s+/g, " "));
    }
  }
  expect(rivals).toBeGreaterThan(0);
  // Every dispute has two sides, except a claim rejected on its own.
  for (const dispute of await disputes.all()) {
    const sides = await dispute.locator(".dispute-side").count();
    const rejected = await dispute.locator(".dispute-side.claim-rejected").count();
    expect(sides > 1 || rejected === 1).toBe(true);
  }
});

test("the country's figures are included, and a conflict shows the claims of both records", async ({ page, request }) => {
  const country = (await (await request.get("/countries/PK")).json()) as { name: string; claims: Claim[] };
  const disputed = country.claims.filter((claim) => claim.about === "figure" && claim.evidence.disputed_by.length > 0);
  expect(disputed.length).toBeGreaterThan(1);
  await open(page, "/?view=disagreements&only=figure", false);
  const sides = page.locator(".dispute").filter({ has: page.getByRole("link", { name: country.name, exact: true }) }).locator(".dispute-side");
  await expect.poll(() => sides.count()).toBeGreaterThanOrEqual(disputed.length);
  await open(page, "/?view=disagreements&only=across", false);
  const across = page.locator(".dispute");
  for (const dispute of await across.all()) {
    await expect(dispute.locator(".dispute-side")).toHaveCount(2);
    await expect(dispute.locator(".dispute-why")).toBeVisible();
  }
  const names = across.locator(".dispute-name");
  await expect(names.filter({ hasText: /^Saindak versus Pakistan$/ })).toHaveCount(1);
});

test("disagreements can be searched", async ({ page }) => {
  await open(page, "/?view=disagreements", false);
  const before = await page.locator(".dispute").count();
  await page.getByRole("searchbox").fill("rekodiq");
  await expect.poll(() => page.locator(".dispute").count()).toBeLessThan(before);
  for (const name of await page.locator(".dispute-name").allInnerTexts()) expect(name).toContain("Reko Diq");
});
