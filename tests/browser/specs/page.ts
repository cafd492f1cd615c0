// Shared by the specs: a page that fails its test on any console error or third-party request, and the map's state.

import { type ChildProcess, spawn } from "node:child_process";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

export const PROGRAM = process.env["OREATLAS"] ?? "../../target/release/oreatlas";

/** Starts a server at an address of its own, besides the one that all specs share. */
export async function serve(address: string, ...options: string[]): Promise<ChildProcess> {
  const all = ["serve", "--listen", new URL(address).host, "--log", "off", ...options];
  const server = spawn(PROGRAM, all, { stdio: ["ignore", "ignore", "inherit"] });
  const health = () => fetch(`${address}/healthz`).then(({ ok }) => ok, () => false);
  await expect.poll(health, { timeout: 200_000 }).toBe(true);
  return server;
}

export const ITEMS = "/collections/sites/items?limit=10000";

export interface Site {
  id: string;
  geometry: { type: string; coordinates: unknown } | null;
  properties: { name: string; minerals: string[]; operators: string[]; claims: { cite: unknown[] }[] };
}

/** Test options: messages that are allowed in the console. */
export const test = base.extend<{ allowed: RegExp | null }>({
  allowed: [null, { option: true }],
  page: async ({ page, baseURL, allowed }, use) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      const text = message.text();
      // The software GPU driver reports slow operations.
      if (message.type() === "warning" && text.includes("GPU stall")) return;
      if (["error", "warning"].includes(message.type()) && !allowed?.test(text)) faults.push(text);
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      const own = url.startsWith(`${baseURL}/`) || url.startsWith("data:") || url.startsWith("blob:");
      if (!own) faults.push(`foreign request: ${url}`);
    });
    await use(page);
    expect(faults).toEqual([]);
  },
});

export { expect };

export const rows = (page: Page) => page.locator(".row-link");

/** Waits until every counted site has a row, as in a list that is not long. */
export async function waitForAllRows(page: Page): Promise<void> {
  const words = await page.locator(".count").innerText();
  await expect(rows(page)).toHaveCount(Number(words.split(" ")[0]?.replaceAll(",", "")));
}

/** Opens the page and waits for its list or view, the record in the URL and, by default, the map. */
export async function open(page: Page, address = "/", withMap = true): Promise<void> {
  await page.goto(address);
  const panel = page.getByRole("complementary");
  // On a phone an open panel replaces the list.
  const content = page.locator(".deal, .dispute, .chart, .compare").or(rows(page)).or(panel);
  await expect(content.filter({ visible: true }).first()).toBeVisible();
  if (/[?&](site|open)=/.test(address)) await expect(panel).toBeVisible();
  if (withMap) await waitForMap(page);
}

/** axe's findings in the page or a part of it, by WCAG 2.2 AA and axe's best practices. */
export async function axeViolations(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .options({ rules: { "target-size": { enabled: true }, "heading-order": { enabled: true } } });
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** Waits until the map has drawn everything. */
export async function waitForMap(page: Page): Promise<void> {
  await page.waitForFunction(() => window.oreatlas?.map.loaded() === true && !window.oreatlas.map.isMoving(), null, {
    timeout: 90_000,
  });
}

/** The ids of all sites in the map's sources: points and outlines, clustered or not. */
export async function siteIdsOnMap(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const map = window.oreatlas?.map;
    if (map === undefined) return [];
    const ids = new Set<string>();
    for (const source of Object.keys(map.getStyle().sources)) {
      for (const feature of map.querySourceFeatures(source)) {
        const id: unknown = feature.properties["id"];
        if (typeof id === "string") ids.add(id);
      }
    }
    return [...ids].sort();
  });
}

declare global {
  interface Window {
    oreatlas?: {
      map: {
        loaded(): boolean;
        isMoving(): boolean;
        isSourceLoaded(source: string): boolean;
        getZoom(): number;
        listImages(): string[];
        getPitch(): number;
        getBearing(): number;
        getTerrain(): { exaggeration?: number } | null;
        getLayer(id: string): unknown;
        queryTerrainElevation(position: [number, number]): number | null;
        getCenter(): { lng: number; lat: number };
        jumpTo(options: { center: [number, number]; zoom: number }): void;
        project(position: [number, number]): { x: number; y: number };
        getStyle(): { sources: Record<string, unknown> };
        querySourceFeatures(source: string, options?: { sourceLayer: string }): { properties: Record<string, unknown> }[];
        queryRenderedFeatures(options: { layers?: string[] }): {
          properties: Record<string, unknown>;
          layer: { id: string; layout: Record<string, unknown> };
          geometry: { coordinates: unknown };
        }[];
        getCanvas(): HTMLElement;
      };
    };
  }
}

/** The URLs in caches whose names contain `part`. */
export async function cachedUrls(page: Page, part: string): Promise<string[]> {
  return page.evaluate(async (part) => {
    const names = (await caches.keys()).filter((name) => name.includes(part));
    const all = names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url));
    return (await Promise.all(all)).flat();
  }, part);
}
