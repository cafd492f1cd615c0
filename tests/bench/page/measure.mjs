// Measures pages in Chromium. Takes {pages, rounds, memory} as JSON in its argument, writes what it saw as JSON.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { servePeers } from "./peers.mjs";

const here = (name) => new URL(name, import.meta.url);
const { chromium } = createRequire(here("../../browser/package.json"))("@playwright/test");
const { atlases, rounds, turns } = JSON.parse(process.argv[2]);

/** Put on and taken off again. */
const MINERALS = ["gold", "copper", "barite"];
const ITEMS = "/collections/sites/items";
/** So much of the list is compared with the server's at once: more rows than the window has room for. */
const FIRST = 10;
/** A change begins at a page at rest: without a GPU the last frames are drawn long after the map has called itself idle. */
const REST = 1000;
/** What the page reads at once of more sites. */
const PAGE = 100;
const WHOLE = 5000;

const json = async (address) => (await fetch(address)).json();
const number = (value) => value.toLocaleString("en-GB");

/** What the page has to show of an atlas under a filter, as the server tells it. */
async function wanted(base, total, mineral) {
  const query = mineral === null ? "" : `mineral=${mineral}`;
  const { facets } = await json(`${base}/collections/sites/facets?${query}`);
  const paged = total > WHOLE;
  const found = await json(`${base}${ITEMS}?${query}&limit=${paged ? PAGE : WHOLE}&sortby=name`);
  const prospect = ({ properties }) => Number(["prospect", "occurrence"].includes(properties.kind));
  const name = ({ properties }) => properties.name;
  const sites = paged
    ? found.features
    : found.features.sort((a, b) => prospect(a) - prospect(b) || name(a).localeCompare(name(b), "en"));
  return {
    count: `${number(found.numberMatched)} of ${number(total)} sites`,
    rows: sites.length,
    first: firsts(sites),
    values: Object.fromEntries(facets.mineral.map(({ value, count }) => [value, count])),
  };
}

/** The first sites of a list, up to the first two with the same name, whose order is unspecified. */
function firsts(sites) {
  const ids = [];
  for (let index = 0; index < Math.min(FIRST, sites.length); index += 1) {
    const name = sites[index].properties.name;
    if (name === sites[index + 1]?.properties.name) break;
    ids.push(sites[index].id);
  }
  return ids;
}

const args = [
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--no-sandbox",
  "--disable-background-networking",
  "--enable-precise-memory-info",
];
const executablePath = process.env["CHROMIUM"] || undefined;
const browser = await chromium.launch({ executablePath, args });
const peers = await servePeers();

/** Opens a page at a view, with its minerals' checkboxes in sight, and waits for its map. */
async function opened(address) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  await page.addInitScript(readFileSync(here("inpage.js"), "utf8"));
  await page.goto(address);
  await page.waitForFunction(() => window.oreatlas?.map.loaded(), null, { timeout: 90_000 });
  await page.evaluate(() => document.getElementById("facet-mineral")?.click());
  await page.waitForSelector('input[name="mineral"]');
  // What comes once the page rests.
  await page.waitForTimeout(3000);
  return { page, close: () => context.close() };
}

const WHOLE_COUNTRY = "map=5/30/69";
const BELT = "map=7/29/64.5";

async function filtering(base, address, total) {
  const all = base === null ? null : await wanted(base, total, null);
  const { page, close } = await opened(address);
  const times = [];
  for (const mineral of MINERALS) {
    const one = base === null ? null : await wanted(base, total, mineral);
    for (const [change, now] of Object.entries({ on: one, off: all })) {
      const seen = await page.evaluate(([value, wanted]) => window.bench.choose(value, wanted), [mineral, now]);
      times.push({ ...seen, change });
      await page.waitForTimeout(REST);
    }
  }
  await close();
  return times;
}

async function panning(address) {
  const { page, close } = await opened(address);
  await page.evaluate(() => window.bench.pan(2, 300));
  await page.evaluate(() => (window.bench.shifts.length = 0));
  const gaps = await page.evaluate(() => window.bench.pan(4, 300));
  const shift = await page.evaluate(() => window.bench.shifts.reduce((a, b) => a + b, 0));
  await close();
  return { gaps, shift };
}

/** Layout shifts of filter changes by a real pointer; Chromium leaves out those within half a second of it. */
async function shifting(address) {
  const { page, close } = await opened(address);
  await page.evaluate(() => (window.bench.shifts.length = 0));
  for (let index = 0; index < 4; index += 1) {
    const { x, y } = await page.evaluate(() => {
      const box = document.querySelector('input[name="mineral"][value="gold"]');
      box.scrollIntoView({ block: "nearest" });
      return box.getBoundingClientRect().toJSON();
    });
    await page.mouse.click(x + 4, y + 4);
    await page.waitForTimeout(1500);
  }
  const shift = await page.evaluate(() => window.bench.shifts.reduce((a, b) => a + b, 0));
  await close();
  return shift;
}

/** After so many turns all is there that is made once and kept: the rows' first openings, and what the browser compiles. */
const WARM = 80;

/** Heap, nodes and listeners before, in the middle and after so many turns of filter changes and openings. */
async function memory(base, address, total) {
  const [all, gold] = [await wanted(base, total, null), await wanted(base, total, "gold")];
  const { page, close } = await opened(address);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const look = async () => {
    await page.waitForTimeout(2500);
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  const seen = {};
  for (const [work, run] of [
    ["changes", (times) => page.evaluate((given) => window.bench.changes("gold", ...given), [gold, all, times])],
    ["openings", (times) => page.evaluate((given) => window.bench.openings(given), times)],
  ]) {
    await run(WARM);
    seen[work] = [await look()];
    for (let half = 0; half < 2; half += 1) {
      await run(turns / 2);
      seen[work].push(await look());
    }
  }
  await close();
  return seen;
}

/** Every page that is measured: the atlases, and beside them their peers. */
const pages = atlases.flatMap(({ sites, base }) => [
  { name: `${sites}`, sites, base, at: (view) => `${base}/?${view}` },
  ...(sites > WHOLE ? [] : [{ name: `umap ${sites}`, sites, base: null, at: peers.address("umap", base) }]),
  { name: `openinframap ${sites}`, sites, base: null, at: peers.address("openinframap", base) },
]);
const seen = Object.fromEntries(pages.map(({ name }) => [name, { filter: [], pan: [], shift: [] }]));
// Interleaved, so that all have the same share of a noisy machine.
for (let round = 0; round < rounds; round += 1) {
  for (const { name, sites, base, at } of pages) {
    const into = seen[name];
    into.filter.push(...(await filtering(base, at(WHOLE_COUNTRY), sites)));
    const { gaps, shift } = await panning(at(BELT));
    into.pan.push(...gaps);
    into.shift.push(shift, ...(base === null ? [] : [await shifting(at(WHOLE_COUNTRY))]));
    console.error(`round ${round + 1}: ${name}`);
  }
}
for (const { name, sites, base, at } of turns > 0 ? pages : []) {
  if (base !== null) seen[name].memory = await memory(base, at(WHOLE_COUNTRY), sites);
}
await browser.close();
peers.close();
console.log(JSON.stringify(seen));
