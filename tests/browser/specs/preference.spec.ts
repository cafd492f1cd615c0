// Which rival claims come first, compared with the claims and their sources.

import type { APIRequestContext } from "@playwright/test";
import { expect, axeViolations, ITEMS, open, test } from "./page";

interface Claim {
  about: string;
  id: string;
  status?: string;
  share_percent?: number;
  ore?: { amount: number; unit: string };
  as_of?: string;
  from?: string;
  effective?: string;
  judgement?: { verdict: string };
  cite: { source: string }[];
  evidence: { lineages: number; disputed_by: string[]; current: boolean; standing: string };
}

interface Source {
  id: string;
  issued?: { "date-parts": number[][] };
  custom: { kind: string };
}

interface Feature {
  id: string;
  properties: { name: string; status: string | null; claims: Claim[] };
}

const CHOICES = ["witnesses", "newest", "official"] as const;
type Choice = (typeof CHOICES)[number];

const OFFICIAL = ["government", "company", "dataset", "paper", "agency", "newspaper", "rewrite", "encyclopedia"];

async function sitesOf(request: APIRequestContext): Promise<Feature[]> {
  return ((await (await request.get(ITEMS)).json()) as { features: Feature[] }).features;
}

async function sourcesOf(request: APIRequestContext): Promise<Map<string, Source>> {
  const { sources } = (await (await request.get("/sources")).json()) as { sources: Source[] };
  return new Map(sources.map((source) => [source.id, source]));
}

/** Sort keys in order of importance; the greater comes first. */
function weights(claim: Claim, choice: Choice, sources: Map<string, Source>): number[] {
  const cited = claim.cite.map(({ source }) => sources.get(source));
  // A date as one number; missing parts count as zero.
  const day = (parts: number[] = []): number => (parts[0] ?? 0) * 10_000 + (parts[1] ?? 0) * 100 + (parts[2] ?? 0);
  const own = claim.as_of ?? claim.from ?? claim.effective;
  const issued = Math.max(0, ...cited.map((source) => day(source?.issued?.["date-parts"][0])));
  const newest = own === undefined ? issued : day(own.split("-").map(Number));
  const official = Math.max(...cited.map((source) => -OFFICIAL.indexOf(source?.custom.kind ?? "")));
  const { lineages } = claim.evidence;
  return { witnesses: [lineages, newest], newest: [newest, lineages], official: [official, lineages, newest] }[choice];
}

function first(group: Claim[], choice: Choice, sources: Map<string, Source>): Claim {
  return group.reduce((best, next) => {
    const [ours, theirs] = [weights(best, choice, sources), weights(next, choice, sources)];
    const index = ours.findIndex((weight, at) => weight !== theirs[at]);
    return index >= 0 && (theirs[index] ?? 0) > (ours[index] ?? 0) ? next : best;
  });
}

/** The groups of rival claims of a record (connected components). */
function groupsOf(claims: Claim[]): Claim[][] {
  const group = claims.map((_, index) => index);
  for (const _round of claims)
    claims.forEach(({ evidence }, index) => {
      for (const id of evidence.disputed_by) {
        const other = claims.findIndex((claim) => claim.id === id);
        group[index] = group[other] = Math.min(group[index] ?? 0, group[other] ?? 0);
      }
    });
  const ids = [...new Set(group)].filter((id) => (claims[id]?.evidence.disputed_by.length ?? 0) > 0);
  return ids.map((id) => claims.filter((_, index) => group[index] === id));
}

function text({ share_percent: share, ore }: Claim): string {
  const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 });
  return share === undefined ? `${number.format(ore?.amount ?? 0)} ${ore?.unit}` : `${number.format(share)}%`;
}

for (const choice of CHOICES) {
  test(`the preferred rival claim comes first at every site: ${choice}`, async ({ page, request }) => {
    test.setTimeout(240_000);
    const [sites, sources] = [await sitesOf(request), await sourcesOf(request)];
    const disputed = sites.filter(({ properties }) => groupsOf(properties.claims).length > 0);
    expect(disputed.map(({ id }) => id)).toEqual(expect.arrayContaining(["saindak", "khewra-salt-mine", "duddar", "chiniot-rajoa"]));
    for (const { id, properties } of disputed) {
      const groups = groupsOf(properties.claims);
      await open(page, `/?view=disagreements&site=${id}${choice === "witnesses" ? "" : `&prefer=${choice}`}`, false);
      const shown = page.locator(".section-disagree .rivals-group");
      let changes = 0;
      for (const [index, group] of groups.entries()) {
        const wanted = first(group, choice, sources);
        if (wanted !== first(group, "witnesses", sources)) changes += 1;
        const sides = shown.nth(index).locator(".rival");
        await expect(sides, id).toHaveCount(group.length);
        await expect(sides.first(), id).toContainText(text(wanted));
        await expect(sides.first(), id).toContainText("Shown first:");
        await expect(shown.nth(index).locator(".mark-first"), id).toHaveCount(1);
      }
      await expect(page.locator(".section-disagree .prefer-changes strong"), id).toHaveCount(changes);
    }
  });
}

test("a preference can be set, is shown, stays in the URL and can be reset", async ({ page, request }) => {
  const [sites, sources] = [await sitesOf(request), await sourcesOf(request)];
  const groups = sites.flatMap(({ properties }) => groupsOf(properties.claims));
  const changed = groups.filter((group) => first(group, "newest", sources) !== first(group, "witnesses", sources));
  expect(changed.length).toBeGreaterThan(0);
  await open(page, "/?view=disagreements&only=estimate", false);
  const all = await page.locator(".dispute-side").count();
  const choose = page.getByRole("combobox", { name: "Show first among rival claims" });
  await choose.selectOption("newest");
  await expect(page).toHaveURL(/prefer=newest/);
  const estimates = (some: Claim[][]): number => some.filter(([claim]) => claim?.about === "estimate").length;
  await expect(page.locator(".view-head .prefer-changes")).toContainText(
    `Your choice changes which claim comes first in ${estimates(changed)} of ${estimates(groups)} disputes`,
  );
  // It hides nothing.
  await expect(page.locator(".dispute-side")).toHaveCount(all);
  await expect(page.locator(".dispute .prefer-changes")).toHaveCount(estimates(changed));
  await page.reload();
  await expect(choose).toHaveValue("newest");
  await page.goBack();
  await expect(choose).toHaveValue("witnesses");
  await page.goForward();
  await page.getByRole("button", { name: "Back to default" }).click();
  await expect(page).not.toHaveURL(/prefer=/);
  await expect(page.locator(".prefer-changes").first()).toBeEmpty();
});

test("claim sections and charts follow the preference", async ({ page, request }) => {
  const sources = await sourcesOf(request);
  const site = (await sitesOf(request)).find(({ id }) => id === "khewra-salt-mine");
  const [group = []] = groupsOf(site?.properties.claims ?? []);
  for (const choice of ["witnesses", "newest"] as const) {
    await open(page, `/?view=disagreements&site=khewra-salt-mine&prefer=${choice}`, false);
    const wanted = text(first(group, choice, sources));
    const estimates = page.getByRole("region", { name: "Estimates", exact: true });
    // Claims without a rival come before those in dispute.
    await expect(estimates.locator(".claim-disputed").first()).toContainText(wanted);
    await expect(estimates.locator(".mark-first")).toHaveCount(1);
    const solid = page.locator(".bracket .figure-row").filter({ has: page.locator(".figure-bar:not(.figure-hollow)") });
    await expect(solid).toHaveCount(1);
    await expect(solid).toContainText(wanted);
  }
});

test("a disputed status follows the preference in list, panel and charts", async ({ page }) => {
  // The data has no disputed status, so the response is changed to have one.
  await page.route("**/collections/sites/items?limit=10000*", async (route) => {
    const response = await route.fetch();
    const json = (await response.json()) as { features: Feature[] };
    const facts = json.features.find(({ id }) => id === "saindak")?.properties;
    const statusClaim = facts?.claims.find(({ about, evidence }) => about === "status" && evidence.current);
    if (facts === undefined || statusClaim === undefined) throw new Error("Saindak has no status");
    const disputed = { ...statusClaim.evidence, standing: "disputed" };
    const rival = { ...statusClaim, id: "rival", status: "closed", as_of: "2026-01-01", evidence: { ...disputed, lineages: 0, disputed_by: [statusClaim.id] } };
    statusClaim.evidence = { ...disputed, disputed_by: ["rival"] };
    facts.claims.push(rival);
    await route.fulfill({ response, json });
  });
  await open(page, "/", false);
  const row = page.locator("#row-saindak");
  await expect(row).toContainText("Operating");
  await expect(page.locator(".prefer-list")).toHaveCount(0);
  await open(page, "/?prefer=newest", false);
  await expect(row).toContainText("Closed");
  await expect(page.locator(".prefer-list")).toContainText("(newest) changes the status of 1 site shown here");
  await row.click();
  await expect(page.locator(".panel-status-word")).toContainText("Closed");
  await expect(page.locator(".section-disagree .prefer-changes")).toContainText("Closed instead of Operating");
});

for (const [scheme, width, language] of [
  ["light", 1360, "en"],
  ["dark", 390, "ur"],
] as const) {
  test(`axe finds nothing with a preference set: ${scheme}, ${width} pixels, ${language}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    for (const address of ["view=disagreements", "view=disagreements&site=saindak"]) {
      await open(page, `/?${address}&prefer=newest${language === "ur" ? "&lang=ur" : ""}`, false);
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}
