// What the specs share: a page that fails its test on any console error or foreign request, and the map's state.

import { type ChildProcess, spawn } from "node:child_process";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

/** The program under test. */
export const PROGRAM = process.env["OREATLAS"] ?? "../../target/release/oreatlas";

/** Serves at an address of a spec's own, beside the project's data that all specs share. */
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

/** What a test may expect to see in the console. */
export const test = base.extend<{ allowed: RegExp | null }>({
  allowed: [null, { option: true }],
  page: async ({ page, baseURL, allowed }, use) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      const text = message.text();
      // The driver of the software GPU reports how slow it is.
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

export const rows = (page: Page) => page.locator(".row:not([hidden]) > .row-link");

/** Waits until every site that the page counts has its row. */
export async function whole(page: Page): Promise<void> {
  const words = await page.locator(".count").innerText();
  await expect(rows(page)).toHaveCount(Number(words.split(" ")[0]?.replaceAll(",", "")));
}

/** The page with its list or a view, and the record that the address opens; and, unless told otherwise, with its map drawn. */
export async function open(page: Page, address = "/", withMap = true): Promise<void> {
  await page.goto(address);
  const panel = page.getByRole("complementary");
  // On a phone an open site's panel takes the list's place.
  const content = page.locator(".deal, .dispute, .chart, .compare").or(rows(page)).or(panel);
  await expect(content.filter({ visible: true }).first()).toBeVisible();
  if (/[?&](site|open)=/.test(address)) await expect(panel).toBeVisible();
  if (withMap) await drawn(page);
}

/** What axe finds wrong in the page, or in a part of it: WCAG 2.2 AA, and what axe holds to be good practice. */
export async function faults(page: Page, part?: string): Promise<string[]> {
  // Axe asks for the boxes of rows that are out of sight too, which have none before the browser lays them out.
  await page.evaluate(() => {
    for (const rows of document.querySelectorAll<HTMLElement>(".rows-stretch, .rows-part")) rows.style.contentVisibility = "visible";
  });
  const axe = new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** Waits until the map has drawn all it has to draw. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => window.oreatlas?.map.loaded() === true && !window.oreatlas.map.isMoving(), null, {
    timeout: 90_000,
  });
}

/** The ids of the sites that the map was given to draw, points and outlines, clustered or not. */
export async function onMap(page: Page): Promise<string[]> {
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

/** The addresses in the caches whose names have this part. */
export async function cached(page: Page, part: string): Promise<string[]> {
  return page.evaluate(async (part) => {
    const names = (await caches.keys()).filter((name) => name.includes(part));
    const all = names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url));
    return (await Promise.all(all)).flat();
  }, part);
}
