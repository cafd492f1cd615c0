// Sharing what is shown: a link, embedding, commands that read it, and error reports.

import { type ChildProcess, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { waitForMap, expect, axeViolations, ITEMS, open, rows, serve, type Site, test, waitForAllRows } from "./page";

const share = async (page: Page) => {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  return page.getByRole("dialog", { name: "Share" });
};

test("the link opens the same view, and axe finds nothing", async ({ page, context }) => {
  await open(page, "/?mineral=copper&as_of=2025-09-30&site=reko-diq&map=7/29.5/63");
  const dialog = await share(page);
  expect(await axeViolations(page, "dialog")).toEqual([]);
  await dialog.getByRole("button", { name: "Copy link" }).first().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const count = await page.locator(".count").first().textContent();
  const other = await context.newPage();
  await other.goto(copied);
  await expect(other.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
  await expect(other.locator(".count").first()).toHaveText(count ?? "");
  await waitForMap(other);
  const view = await other.evaluate(() => window.oreatlas?.map.getCenter());
  expect(view?.lng).toBeCloseTo(63, 3);
  expect(view?.lat).toBeCloseTo(29.5, 3);
});

test("the commands run unchanged and read the shown sites", async ({ page }) => {
  const python = path.resolve("../../target/clients-venv/bin/python");
  await open(page, "/?mineral=copper", false);
  await waitForAllRows(page);
  const shown = await rows(page).count();
  const dialog = await share(page);
  const text = async (name: string): Promise<string> => {
    const recipe = dialog.locator(".recipe", { has: page.getByText(name, { exact: true }) });
    await recipe.locator("summary").click();
    return recipe.locator("code").innerText();
  };
  const folder = mkdtempSync(path.join(tmpdir(), "oreatlas-share-"));
  try {
    execFileSync("sh", ["-c", await text("curl")], { cwd: folder });
    const read = JSON.parse(readFileSync(path.join(folder, "sites.geojson"), "utf8")) as { features: Site[] };
    expect(read.features).toHaveLength(shown);
    expect(read.features.every(({ properties }) => properties.minerals.includes("copper"))).toBe(true);
    const script = `${await text("Python")}\nprint(len(sites))`;
    expect(execFileSync(python, ["-c", script], { cwd: folder, encoding: "utf8" }).trim()).toMatch(
      new RegExp(`\\n${shown}$`),
    );
    // QGIS passes the URL to GDAL, which is available here without QGIS.
    const [, address = ""] = /"([^"]+)"/.exec(await text("QGIS")) ?? [];
    const count = `import pyogrio; print(pyogrio.read_info(${JSON.stringify(address)}, force_feature_count=True)["features"])`;
    expect(execFileSync(python, ["-c", count], { encoding: "utf8" }).trim()).toBe(String(shown));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the API URL can be limited to the map's view", async ({ page, request }) => {
  await open(page, "/?map=8.2/29.1/62.1");
  const dialog = await share(page);
  await dialog.getByRole("checkbox").check();
  const address = await dialog.locator("code").filter({ hasText: "bbox=" }).first().innerText();
  const read = (await (await request.get(address)).json()) as { features: Site[] };
  const ids = read.features.map(({ id }) => id);
  expect(ids).toContain("reko-diq");
  expect(ids).not.toContain("thar-block-ii");
  expect(await (await request.get(ITEMS)).json()).not.toEqual(read);
});

test("a report contains the claim as in its file, and names it", async ({ page }) => {
  await open(page, "/?site=saindak", false);
  await page.getByRole("heading", { name: "Owners" }).locator("..").locator(".claim-report").first().click();
  const dialog = page.getByRole("dialog", { name: "Report an error" });
  await dialog.getByLabel("What is wrong?").fill("The share is of profit.");
  await dialog.getByRole("button", { name: "Copy report" }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  const [, id] = /^Claim: ([a-z0-9-]+) \(owner\)$/m.exec(report) ?? [];
  const file = JSON.parse(readFileSync("../../data/sites/pk/saindak.geojson", "utf8")) as {
    properties: { claims: { about: string; id: string }[] };
  };
  const claim = file.properties.claims.find((claim) => claim.id === id);
  expect(claim?.about).toBe("owner");
  const from = report.indexOf("{");
  expect(JSON.parse(report.slice(from, report.indexOf("\n}") + 2))).toEqual(claim);
  expect(report).toContain("The share is of profit.");
  await expect(dialog.getByText("gives no address for reports")).toBeVisible();
  expect(await axeViolations(page, "dialog")).toEqual([]);
});

test.describe("if the server allows embedding", () => {
  const ATLAS = `http://127.0.0.1:${Number(process.env["PORT"] ?? "8787") + 1}`;
  let foreign: Server;
  let origin: string;
  let atlas: ChildProcess;
  let body = "";

  test.beforeAll(async () => {
    foreign = createServer((_, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><html lang="en"><title>News</title><body>${body}</body></html>`);
    });
    await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
    const report = "https://tracker.example/new?title={title}&body={body}";
    atlas = await serve(ATLAS, "--frame-ancestors", origin, "--report-to", report);
  });
  test.afterAll(() => {
    atlas.kill();
    foreign.close();
  });
  test.use({ baseURL: ATLAS });

  test("the code embeds the view in another page, with its filters", async ({ context }) => {
    const page = await context.newPage();
    await page.goto(`${ATLAS}/?mineral=antimony`);
    const dialog = await share(page);
    await expect(dialog.getByText("Embedding is off on this server")).toBeHidden();
    await dialog.getByRole("button", { name: "Copy code" }).click();
    body = await page.evaluate(() => navigator.clipboard.readText());
    const shown = await page.locator(".count").first().textContent();
    await page.setViewportSize({ width: 420, height: 800 });
    await page.goto(origin);
    const frame = page.frameLocator("iframe");
    await expect(frame.locator(".embed-foot .count")).toHaveText(shown ?? "");
    await expect(frame.locator(".masthead")).toHaveCount(0);
    await expect(frame.locator("canvas")).toBeVisible();
    const box = await page.locator("iframe").boundingBox();
    expect(box?.width).toBeLessThanOrEqual(420);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420);
    // Keyboard focus reveals the list.
    await frame.locator(".row:not([hidden]) > .row-link").first().focus();
    await expect(frame.locator(".row:not([hidden]) > .row-link").first()).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(frame.getByRole("complementary")).toBeVisible();
    const link = frame.getByRole("link", { name: "Open the atlas" });
    expect(await link.getAttribute("href")).toMatch(/mineral=antimony/);
    expect(await link.getAttribute("href")).not.toMatch(/embed/);
  });

  test("a report goes to the address that the atlas states", async ({ page }) => {
    await open(page, "/?site=saindak", false);
    await page.locator(".claim-report").first().click();
    const link = page.getByRole("link", { name: "Continue to the report form" });
    const href = new URL((await link.getAttribute("href")) ?? "");
    expect(href.origin).toBe("https://tracker.example");
    expect(href.searchParams.get("title")).toMatch(/^Saindak: /);
    expect(href.searchParams.get("body")).toMatch(/^Record: site saindak/);
  });
});

test("the dialog says if embedding is off", async ({ page }) => {
  await open(page, "/", false);
  const dialog = await share(page);
  await expect(dialog.getByText("Embedding is off on this server")).toBeVisible();
});
