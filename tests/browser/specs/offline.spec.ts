// The page after its first visit: without a server, with a newer version, and installed.

import { chromium, type Page } from "@playwright/test";
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, request as ask, type Server } from "node:http";
import { cachedUrls, expect, axeViolations, ITEMS, open, rows, serve, type Site, test } from "./page";

const PORT = Number(process.env["PORT"] ?? "8787");
/** Addresses of a server that the test stops, and of a proxy before the main one. */
const ADDRESS = `http://127.0.0.1:${PORT + 1}`;

/** The number of documents of the atlas, including its version. */
const DOCUMENTS = 9;

// The browser's messages about an unreachable server.
test.use({ baseURL: ADDRESS, allowed: /Failed to load resource|ERR_/ });

const notice = (page: Page) => page.locator(".notice");

/** Waits until the worker controls the page and has cached all files and documents. */
async function cacheReady(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect.poll(async () => (await cachedUrls(page, "oreatlas-today")).length).toBe(DOCUMENTS);
}

test.describe("without a server", () => {
  let server: ChildProcess;

  async function start(): Promise<void> {
    server = await serve(ADDRESS);
  }

  /** Clears the HTTP cache too, so that everything after comes from the worker. */
  async function stop(page: Page): Promise<void> {
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
    await (await page.context().newCDPSession(page)).send("Network.clearBrowserCache");
    await expect(fetch(`${ADDRESS}/healthz`)).rejects.toThrow();
  }

  test.beforeEach(start);
  test.afterEach(() => void server.kill("SIGKILL"));

  test("the whole atlas is available", async ({ page, request }) => {
    const { features } = (await (await request.get(ITEMS)).json()) as { features: Site[] };
    const copper = features.filter(({ properties }) => properties.minerals.includes("copper"));
    await open(page, "/");
    await cacheReady(page);
    await stop(page);

    await open(page, "/");
    await expect(rows(page)).toHaveCount(features.length);
    await expect(notice(page)).toContainText(/^Offline\. Showing data saved on \d+ \w+ \d{4}/);
    await expect(page.getByRole("alert")).toBeEmpty();
    const places = () =>
      page.evaluate(
        () => window.oreatlas?.map.querySourceFeatures("basemap", { sourceLayer: "place" }).length ?? 0,
      );
    expect(await places()).toBeGreaterThan(0);

    await page.getByRole("button", { name: "Mineral" }).click();
    await page.getByRole("checkbox", { name: /Copper/ }).check();
    await expect(rows(page)).toHaveCount(copper.length);

    await open(page, "/?site=reko-diq&map=11/29.12/62.07");
    const panel = page.getByRole("complementary", { name: "Reko Diq" });
    await expect(panel.getByRole("heading", { name: "Sources" })).toBeVisible();
    await expect(panel.locator(".source").first()).toBeVisible();

    await open(page, "/?view=agreements", false);
    await expect(page.locator(".deal").first()).toBeVisible();
    await open(page, "/?view=disagreements", false);
    await expect(page.locator(".dispute").first()).toBeVisible();

    await open(page, "/?lang=ur");
    await expect(page.locator("#row-reko-diq")).toContainText("ریکوڈک");
    await expect(notice(page)).toContainText("آف لائن");
    const nastaliq = () => document.fonts.check("16px 'Noto Nastaliq Urdu'", "ریکوڈک");
    await expect.poll(() => page.evaluate(nastaliq)).toBe(true);

    await start();
    await page.getByRole("button", { name: "دوبارہ کوشش کریں" }).click();
    await expect(notice(page)).toHaveCount(0);
  });

  test("the shown sites can be downloaded, byte for byte as the server would send them", async ({ page, request }) => {
    const sent = (path: string) => request.get(path).then((response) => response.json());
    const collection = (await sent("/collections/sites/download.geojson?mineral=copper")) as { features: object[] };
    const { links: _, ...site } = (await sent("/collections/sites/items/saindak")) as { links: unknown };
    expect(collection.features.length).toBeGreaterThan(5);
    await open(page, "/?mineral=copper&site=saindak", false);
    await cacheReady(page);
    await stop(page);
    await open(page, "/?mineral=copper&site=saindak", false);
    await expect(notice(page)).toContainText("Offline. Showing data saved on");
    const saved = async (press: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent("download"), press()]);
      return [download.suggestedFilename(), JSON.parse(readFileSync(await download.path(), "utf8"))] as const;
    };
    const panel = page.getByRole("complementary", { name: "Saindak" });
    expect(await saved(() => panel.getByRole("link", { name: "Download this site" }).click())).toEqual(["saindak.geojson", site]);
    await page.getByText("Download and cite").click();
    await expect(page.getByText("other formats need the server")).toBeVisible();
    await expect(page.getByRole("link", { name: "BibTeX" })).toHaveCount(0);
    expect(await saved(() => page.getByRole("button", { name: "GeoJSON" }).click())).toEqual(["oreatlas-sites.geojson", collection]);
  });

  test("losing the server while the page is open is reported in a notice, which goes when the server is back", async ({ page }) => {
    await open(page, "/", false);
    await cacheReady(page);
    await stop(page);
    await page.locator("#row-reko-diq").click();
    await expect(notice(page)).toContainText("Offline. Showing data saved on");
    await expect(page.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
    await start();
    // Without a retry by the reader.
    await expect(notice(page)).toHaveCount(0);
    await expect(page.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
  });

  test("a day loaded earlier is available, and the page says that others are not", async ({ page, request }) => {
    const on = async (day: string) => {
      const { features } = (await (await request.get(`${ITEMS}&as_of=${day}`)).json()) as { features: object[] };
      return JSON.stringify(features).length;
    };
    // Otherwise the checks below would be vacuous.
    expect(await on("2023-01-01")).not.toBe(await on("2015-01-01"));
    await open(page, "/?as_of=2023-01-01", false);
    await expect(rows(page).first()).toBeVisible();
    await cacheReady(page);
    await expect.poll(async () => (await cachedUrls(page, "oreatlas-days")).length).toBe(2);
    await stop(page);

    await open(page, "/?as_of=2023-01-01", false);
    await expect(notice(page)).toContainText("Offline. Showing data saved on");
    await expect(notice(page)).not.toContainText("Facts for");

    await open(page, "/?as_of=2015-01-01", false);
    await expect(notice(page)).toContainText("Facts for 1 January 2015 are not saved; showing those for today.");
    await expect(rows(page).first()).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);

    await start();
    const read = page.waitForResponse((response) => response.url().includes("as_of=2015-01-01") && response.ok());
    await page.getByRole("button", { name: "Try again" }).click();
    await read;
    await expect(notice(page)).toHaveCount(0);
  });

  test("terrain is available once a view has used it", async ({ page }) => {
    const close = "/?embed=1&map=9/35.6/74.4";
    const seen = () => page.evaluate(() => window.oreatlas?.map.isSourceLoaded("terrain"));
    await open(page, "/");
    await cacheReady(page);
    expect(await cachedUrls(page, "oreatlas-on-demand")).toEqual([]);
    await open(page, close);
    await expect.poll(async () => (await cachedUrls(page, "oreatlas-on-demand")).length).toBe(1);
    await stop(page);

    const failed: string[] = [];
    page.on("requestfailed", (request) => {
      // Requests aborted by the navigation do not count.
      const why = request.failure()?.errorText ?? "";
      if (why !== "net::ERR_ABORTED") failed.push(`${request.url()} ${why}`);
    });
    await open(page, close);
    expect(await seen()).toBe(true);
    expect(failed.filter((url) => url.includes("/assets/"))).toEqual([]);
  });

  test("server-rendered pages, health checks and downloads are not cached", async ({ page }) => {
    await open(page, "/", false);
    await cacheReady(page);
    const seen = await page.evaluate(async () => {
      const addresses = ["/healthz", "/metrics", "/collections/sites/download.csv", "/bibliography.json", "/minerals"];
      return Promise.all(addresses.map(async (address) => (await fetch(address)).status));
    });
    expect(seen).toEqual([200, 200, 200, 200, 200]);
    const all = (await cachedUrls(page, "")).map((url) => new URL(url).pathname);
    expect(all).toContain("/minerals");
    expect(all.filter((path) => /healthz|metrics|download|bibliography/.test(path))).toEqual([]);

    await page.goto("/collections/sites/items/reko-diq");
    await expect(page.locator("#app")).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "Reko Diq" }).first()).toBeVisible();
    expect(await (await page.goto("/?f=json"))?.headerValue("content-type")).toBe("application/json");
    await open(page, "/", false);
    expect(await page.evaluate(async () => (await (await fetch("/")).json()) as object)).toHaveProperty("links");
    await stop(page);
    await expect(page.goto("/collections/sites/items/reko-diq")).rejects.toThrow("ERR_CONNECTION_REFUSED");
  });
});

test.describe("with a newer version", () => {
  let between: Server;
  let newer: boolean;
  /** Bytes sent per URL, in ranges or whole. */
  let sent: Map<string, number>;

  test.beforeEach(async () => {
    newer = false;
    sent = new Map();
    between = createServer((request, response) => {
      const { "if-none-match": known, ...others } = request.headers;
      const path = request.url ?? "/";
      const headers = {
        ...others,
        "accept-encoding": "identity",
        // The server has only one version of the worker.
        ...(known !== undefined && path !== "/sw.js" && { "if-none-match": known }),
      };
      ask({ port: PORT, path, method: request.method, headers }, (given) => {
        const changed = newer && path === "/sw.js";
        const { "content-length": length, etag: _, ...rest } = given.headers;
        sent.set(path, (sent.get(path) ?? 0) + Number(length ?? 0));
        response.writeHead(given.statusCode ?? 500, changed ? rest : given.headers);
        given.pipe(response, { end: !changed });
        if (changed) given.on("end", () => response.end("// newer"));
      }).end();
    }).listen(PORT + 1);
    await new Promise((resolve) => between.once("listening", resolve));
  });
  test.afterEach(() => {
    between.closeAllConnections();
    between.close();
  });

  test("the page announces it and applies it only on request", async ({ page }) => {
    const loads: string[] = [];
    page.on("load", () => loads.push(page.url()));
    await open(page, "/", false);
    await cacheReady(page);
    await expect(notice(page)).toHaveCount(0);
    newer = true;
    await page.reload();
    await expect(notice(page)).toContainText("A newer version of the atlas is ready.");
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Not now" }).click();
    await expect(notice(page)).toHaveCount(0);

    await page.reload();
    await expect(notice(page)).toContainText("A newer version of the atlas is ready.");
    await page.locator("#row-reko-diq").click();
    const waiting = () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state ?? null);
    expect(await waiting()).toBe("installed");
    expect(loads).toHaveLength(3);

    await page.getByRole("button", { name: "Reload" }).click();
    await expect.poll(() => loads.length).toBe(4);
    await expect(page.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
    await expect(notice(page)).toHaveCount(0);
    expect(await waiting()).toBeNull();
    const given = () => page.evaluate(async () => (await fetch("/sw.js")).text());
    expect(await given()).toMatch(/newer$/);
  });

  test("each archive is downloaded completely once, besides the first view's ranges", async ({ page }) => {
    await open(page, "/");
    await cacheReady(page);
    const files = (await cachedUrls(page, "precache")).filter((url) => url.endsWith(".pmtiles"));
    expect(files).toHaveLength(2);
    for (const url of files) {
      const path = new URL(url).pathname;
      const { byteLength } = await (await fetch(`http://127.0.0.1:${PORT}${path}`)).arrayBuffer();
      expect(sent.get(path), path).toBeGreaterThanOrEqual(byteLength);
      expect(sent.get(path), path).toBeLessThan(1.5 * byteLength);
    }
  });
});

test("the page can be installed", async () => {
  // The other tests' contexts are private windows, which cannot install.
  const context = await chromium.launchPersistentContext(test.info().outputPath("profile"), {
    ...test.info().project.use.launchOptions,
    baseURL: `http://127.0.0.1:${PORT}`,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto("/");
  const cdp = await context.newCDPSession(page);
  const { url, errors, data } = await cdp.send("Page.getAppManifest");
  expect(new URL(url).pathname).toBe("/manifest.webmanifest");
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? "") as { start_url: string };
  expect(manifest).toMatchObject({ short_name: "Oreatlas", display: "standalone" });
  // Relative to the manifest, so that it holds below a path too.
  expect(new URL(manifest.start_url, url).pathname).toBe("/");
  expect((await cdp.send("Page.getInstallabilityErrors")).installabilityErrors).toEqual([]);
  await context.close();
});
