// Memory stays flat over 200 filter changes and 200 openings of a site.

import type { CDPSession, Page } from "@playwright/test";
import { waitForMap, expect, open, test, waitForAllRows } from "./page";

const TURNS = 100;

// A small map draws faster.
test.use({ viewport: { width: 1100, height: 400 } });

interface Held {
  /** Bytes of the page's own objects, functions, arrays and strings. */
  objects: number;
  nodes: number;
  listeners: number;
}

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
}

/** The heap types that count: compiled code and the browser's records of slow frames grow for a while in any case. */
const MADE = new Set(["object", "closure", "array", "string", "concatenated string", "sliced string", "number", "bigint"]);

async function objects(session: CDPSession): Promise<number> {
  const parts: string[] = [];
  const take = ({ chunk }: { chunk: string }) => parts.push(chunk);
  session.on("HeapProfiler.addHeapSnapshotChunk", take);
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  session.off("HeapProfiler.addHeapSnapshotChunk", take);
  const { snapshot, nodes } = JSON.parse(parts.join("")) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (MADE.has(types[0][nodes[at + type] ?? -1] ?? "")) bytes += nodes[at + size] ?? 0;
  }
  return bytes;
}

/** What the page holds after garbage collection. */
async function held(page: Page, session: CDPSession): Promise<Held> {
  await waitForMap(page);
  await page.waitForTimeout(1000);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { objects: await objects(session), nodes: of("Nodes"), listeners: of("JSEventListeners") };
}

// In the page, because clicks by the driver are slow.
const works: Record<string, (times: number) => Promise<void>> = {
  "filter changes": async (times) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    const count = document.querySelector(".count");
    for (let index = 0; index < times; index += 1) {
      const before = count?.textContent;
      document.querySelector<HTMLInputElement>('input[name="mineral"][value="copper"]')?.click();
      await pause();
      if (count?.textContent === before) throw new Error(`nothing changed: ${before}`);
    }
  },
  // Always the same site, so that the map loads no other tiles, which take seconds and stay cached for a while.
  openings: async (times) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    const panel = () => document.querySelector(".panel-site");
    for (let index = 0; index < times; index += 1) {
      document.querySelector<HTMLElement>(".row:not([hidden]) > .row-link")?.click();
      await pause();
      if (panel() === null) throw new Error("no panel");
      document.querySelector<HTMLElement>(".panel-close")?.click();
      await pause();
      if (panel() !== null) throw new Error("the panel stays");
    }
  },
};

for (const [name, work] of Object.entries(works)) {
  test(`${2 * TURNS} ${name} leak no memory`, async ({ page }) => {
    test.setTimeout(240_000);
    // With a panel, because its code loads on first use.
    await open(page, "/?site=reko-diq");
    await page.keyboard.press("Escape");
    await expect(page.locator(".panel-site")).toHaveCount(0);
    await waitForAllRows(page);
    await page.getByRole("button", { name: "Mineral" }).click();
    await expect(page.locator('input[value="copper"]')).toBeVisible();
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    await page.evaluate(work, TURNS);
    const before = await held(page, session);
    await page.evaluate(work, TURNS);
    const after = await held(page, session);
    const beforeAndAfter = JSON.stringify({ before, after });
    expect(after.nodes, beforeAndAfter).toBeLessThanOrEqual(before.nodes * 1.01);
    expect(after.listeners, beforeAndAfter).toBeLessThanOrEqual(before.listeners * 1.01);
    expect(before.objects, beforeAndAfter).toBeGreaterThan(1_000_000);
    // The number of tiles in the map's cache varies by a few per cent.
    expect(after.objects, beforeAndAfter).toBeLessThanOrEqual(before.objects * 1.05);
  });
}
