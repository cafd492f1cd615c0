// A generated atlas with slightly more sites than the page reads whole.

import type { Page } from "@playwright/test";
import type { ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cachedUrls, waitForMap, expect, axeViolations, open, rows, serve, test } from "./page";

const ADDRESS = `http://127.0.0.1:${Number(process.env["PORT"] ?? "8787") + 1}`;
const MADE = 6000;
/** Besides the dataset's one site and an outline. */
const ALL = MADE + 2;

test.use({ baseURL: ADDRESS });

let folder: string;
let server: ChildProcess;

/** The position of site `index`. */
function position(index: number): [number, number] {
  const apart = index % 100 === 0;
  const lon = apart ? 67 + (index / 100) * 0.1 : 62 + (index % 80) * 0.02;
  const lat = apart ? 33 : 28 + Math.floor(index / 80) * 0.02;
  return [Number(lon.toFixed(4)), Number(lat.toFixed(4))];
}

/** Site `index`: most are in a block, one in a hundred elsewhere; every third has gold, the others copper; every fifth is operating and has lead too. */
function site(index: number): object {
  // Every seventh has no stated uncertainty.
  const exact = index % 7 === 0 ? {} : { uncertainty_m: 1000 };
  const coordinates = position(index);
  const cite = [{ source: "survey", at: { record: String(index) } }];
  return {
    type: "Feature",
    id: `mine-${index}`,
    geometry: { type: "Point", coordinates },
    properties: {
      name: `Mine ${String(index).padStart(4, "0")}`,
      kind: "deposit",
      country: "PK",
      claims: [
        { about: "location", coordinates, ...exact, basis: "compiled", cite },
        { about: "mineral", mineral: index % 3 === 0 ? "gold" : "copper", rank: "primary", cite },
        ...(index % 5 === 0
          ? [
              { about: "mineral", mineral: "lead", rank: "secondary", cite },
              { about: "status", status: "operating", as_of: "2020", cite },
            ]
          : []),
      ],
    },
  };
}

const AREA = { type: "Polygon", coordinates: [[[70, 27], [70.6, 27], [70.6, 27.4], [70, 27.4], [70, 27]]] };
const cite = [{ source: "survey", at: { record: "area" } }];
const area = {
  type: "Feature",
  id: "area",
  geometry: AREA,
  properties: {
    name: "Salt Flats",
    kind: "region",
    country: "PK",
    claims: [
      { about: "location", outline: AREA, uncertainty_m: 5000, basis: "digitized", cite },
      { about: "mineral", mineral: "copper", rank: "primary", cite },
    ],
  },
};

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(path.join(tmpdir(), "oreatlas-large-"));
  cpSync(path.resolve("../fixtures/rules/base"), folder, { recursive: true });
  const file = path.join(folder, "minerals.json");
  const known = JSON.parse(readFileSync(file, "utf8")) as { minerals: object[] };
  const lead = { ...known.minerals[0], id: "lead", name: "Lead", symbol: "Pb", colour: "#3a5a78" };
  writeFileSync(file, JSON.stringify({ ...known, minerals: [...known.minerals, lead] }));
  for (let index = 0; index < MADE; index += 1) {
    writeFileSync(path.join(folder, `sites/pk/mine-${index}.geojson`), JSON.stringify(site(index)));
  }
  writeFileSync(path.join(folder, "sites/pk/area.geojson"), JSON.stringify(area));
  server = await serve(ADDRESS, "--data", folder, "--public-url", ADDRESS);
});

test.afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

/** The number of sites in the map's tiles, as points, clusters and outlines. */
async function counted(page: Page): Promise<number> {
  await waitForMap(page);
  return page.evaluate(() => {
    const of = (sourceLayer: string) => window.oreatlas?.map.querySourceFeatures("tiles", { sourceLayer }) ?? [];
    // Tiles do not overlap, so nothing is counted twice.
    const clusters = of("clusters").reduce((sum, { properties }) => sum + Number(properties["point_count"]), 0);
    const each = [...of("sites"), ...of("outlines")];
    return clusters + new Set(each.map(({ properties }) => properties["id"])).size;
  });
}

const count = (page: Page) => page.locator(".count");

test("the server counts, filters and pages", async ({ page, request }) => {
  await open(page, "/");
  await expect(count(page)).toHaveText(`${ALL.toLocaleString("en-GB")} of ${ALL.toLocaleString("en-GB")} sites`);
  await expect(rows(page)).toHaveCount(100);
  // The page cannot know whether all are in one country.
  await expect(page.locator(".subtitle")).toHaveText("Mineral sites, with their sources");
  await page.getByRole("button", { name: "Show 100 more" }).click();
  await expect(rows(page)).toHaveCount(200);
  const names = await page.locator(".row-name").allTextContents();
  expect(names.slice(0, 3)).toEqual(["Copper Hill", "Mine 0000", "Mine 0001"]);

  await page.getByRole("button", { name: "Mineral" }).click();
  const { facets } = (await (await request.get("/collections/sites/facets")).json()) as {
    facets: { mineral: { value: string; count: number }[] };
  };
  for (const { value, count } of facets.mineral) {
    const option = page.locator(".option", { has: page.locator(`input[value="${value}"]`) });
    await expect(option.locator(".option-count")).toHaveText(count.toLocaleString("en-GB"));
  }
  await page.getByRole("checkbox", { name: /Gold/ }).check();
  await expect(count(page)).toHaveText("2,000 of 6,002 sites");
  await expect(page).toHaveURL(/mineral=gold/);
  await page.getByRole("searchbox").fill("mine 0042");
  await expect(count(page)).toHaveText("1 of 6,002 sites");
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole("button", { name: /more$/ })).toHaveCount(0);
  await page.getByRole("searchbox").fill("nowhere");
  await expect(page.getByText("No sites match these filters.")).toBeVisible();
});

test("sites anywhere on Earth have a basemap", async ({ page }) => {
  for (const [view, under] of [
    ["9/39/-104", ["land"]],
    ["5/30/-40", []],
    ["10/-1.6/33", ["land", "world-lake"]],
    ["10/49/-110", ["land", "world-border"]],
    ["10/38.3/127.2", ["land", "world-border-disputed"]],
    ["7/30/70", ["land", "border"]],
  ] as const) {
    await open(page, `/?map=${view}`);
    const found = await page.evaluate((layers) => {
      const features = window.oreatlas?.map.queryRenderedFeatures({ layers }) ?? [];
      return [...new Set(features.map(({ layer }) => layer.id))].sort();
    }, ["land", "world-lake", "world-border", "world-border-disputed", "border"]);
    expect(found, view).toEqual([...under].sort());
  }
});

test("the map shows every site and follows the filters", async ({ page }) => {
  await open(page, "/");
  await expect.poll(() => counted(page)).toBe(ALL);
  await page.goto("/?mineral=gold");
  await expect(count(page)).toHaveText("2,000 of 6,002 sites");
  await expect.poll(() => counted(page)).toBe(MADE / 3);
  await page.getByRole("searchbox").fill("mine 0042");
  await expect.poll(() => counted(page)).toBe(1);
});

test("the map summary counts the sites in view", async ({ page }) => {
  for (const view of ["8/33/69", "11/28.4/62.5", "8/33/69&mineral=gold"]) {
    await open(page, `/?map=${view}`);
    const bounds = await page.evaluate(() => {
      const bounds = window.oreatlas?.map.getBounds();
      return [bounds?.getWest() ?? 0, bounds?.getSouth() ?? 0, bounds?.getEast() ?? 0, bounds?.getNorth() ?? 0] as const;
    });
    const seen = Array.from({ length: MADE }, (_, index) => position(index)).filter(
      ([lon, lat], index) =>
        lon >= bounds[0] && lat >= bounds[1] && lon <= bounds[2] && lat <= bounds[3] && (index % 3 === 0 || !view.includes("gold")),
    );
    expect(seen.length, view).toBeGreaterThan(5);
    await expect(page.locator(".map-pane")).toContainText(`${seen.length.toLocaleString("en-GB")} sites in view.`);
  }
});

test("near search works in a large atlas", async ({ page }) => {
  // Every hundredth mine is 9.3 km east of the previous one; the first has no stated uncertainty.
  await open(page, "/?near=33/67/30");
  await expect(page.locator(".near-count")).toContainText("3 definitely nearby, 1 possibly");
  const listed = () => page.locator(".row-name").allTextContents();
  expect(await listed()).toEqual(["Mine 0100", "Mine 0200", "Mine 0300", "Mine 0000"]);
  // From a site, which is loaded for it and not listed itself.
  const requests: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("uncertainty_m")) requests.push(request.url());
  });
  await open(page, "/?near=mine-100/10&map=9/33/67");
  await expect(page.locator(".near-count")).toContainText("0 definitely nearby, 2 possibly");
  await expect.poll(() => page.evaluate(() => window.oreatlas?.map.getZoom())).toBeCloseTo(9, 1);
  await page.locator("#row-mine-200").click();
  await expect(page.getByRole("complementary", { name: "Mine 0200" })).toBeVisible();
  await page.waitForTimeout(1000);
  expect(requests).toHaveLength(1);
  await expect.poll(listed).toEqual(["Mine 0000", "Mine 0200"]);
  await page.goto("/?near=29/62.5/60");
  await expect(page.locator(".near-count")).toHaveText("More than 1,000 sites may be within this distance. Choose a shorter distance or add filters.");
  await page.getByRole("spinbutton").fill("1");
  await page.getByRole("spinbutton").press("Enter");
  await expect(page.locator(".near-count")).toContainText("possibly");
});

test("a click on a cluster zooms in, one on a site opens it", async ({ page }) => {
  await open(page, "/?map=6/28.7/62.8");
  const click = async (layer: string) => {
    const at = await page.evaluate((layer) => {
      const map = window.oreatlas?.map;
      const found = map?.queryRenderedFeatures({ layers: [layer] }) ?? [];
      // The one nearest to the middle, where nothing covers it.
      const { width, height } = map?.getCanvas().getBoundingClientRect() ?? new DOMRect();
      const places = found.map(({ geometry }) => map?.project(geometry.coordinates as [number, number]));
      const off = (place: { x: number; y: number } | undefined) =>
        Math.hypot((place?.x ?? Infinity) - width / 2, (place?.y ?? Infinity) - height / 2);
      return places.sort((a, b) => off(a) - off(b))[0];
    }, layer);
    const box = await page.locator(".maplibregl-canvas").boundingBox();
    if (at === undefined || box === null) throw new Error(`no ${layer}`);
    await page.mouse.click(box.x + at.x, box.y + at.y);
  };
  await click("tiled-cluster");
  await expect.poll(() => page.evaluate(() => window.oreatlas?.map.getZoom())).toBeGreaterThan(7.9);
  await open(page, "/?map=12/28.7/62.8");
  await click("tiled-site");
  await expect(page).toHaveURL(/site=mine-\d+/);
  const id = new URL(page.url()).searchParams.get("site") ?? "";
  await expect(page.getByRole("complementary", { name: `Mine ${id.slice(5).padStart(4, "0")}` })).toBeVisible();
});

test("at high zoom a marker shows minerals, activity and evidence", async ({
  page,
  request,
}) => {
  const { minerals } = (await (await request.get("/minerals")).json()) as {
    minerals: { id: string; symbol: string; colour: string }[];
  };
  const known = new Map(minerals.map((mineral) => [mineral.id, mineral]));
  await open(page, "/?map=12/28.7/62.8");
  const drawn = await page.evaluate(() => {
    const found = window.oreatlas?.map.queryRenderedFeatures({ layers: ["tiled-site"] }) ?? [];
    return found.map(({ properties, layer }) => ({ id: String(properties["id"]), image: String(layer.layout["icon-image"]) }));
  });
  expect(drawn.length).toBeGreaterThan(10);
  const activities = new Set<string>();
  for (const { id, image } of drawn) {
    const { properties } = (await (await request.get(`/collections/sites/items/${id}`)).json()) as {
      properties: { minerals: string[]; status: string | null; evidence: string };
    };
    const [first] = properties.minerals;
    const state = properties.status ?? "unknown";
    activities.add(state);
    const colours = properties.minerals.map((mineral) => known.get(mineral)?.colour);
    const expected = ["site", known.get(first ?? "")?.symbol, state, properties.evidence, ...colours].join(" ");
    expect(image).toBe(expected);
  }
  expect([...activities].sort()).toEqual(["operating", "unknown"]);
});

test("at high zoom circles show uncertainty to scale, and unstated uncertainty is marked", async ({
  page,
  request,
}) => {
  /** The sites that the map draws, and each circle's extent from south to north in metres. */
  const seen = async () => {
    await waitForMap(page);
    return page.evaluate(() => {
      const map = window.oreatlas?.map;
      const ids = (layer: string) =>
        (map?.queryRenderedFeatures({ layers: [layer] }) ?? []).map(({ properties }) => String(properties["id"]));
      const wide = (map?.querySourceFeatures("circles") ?? []).map(({ geometry }) => {
        const ring = geometry.type === "Polygon" ? geometry.coordinates.flat() : [];
        const lats = ring.map(([, lat = 0]) => lat);
        // Metres per degree of latitude here.
        return (Math.max(...lats) - Math.min(...lats)) * 110_850;
      });
      return { sites: ids("tiled-site"), circles: ids("uncertainty-line"), unknown: ids("tiled-unknown"), wide };
    });
  };
  await open(page, "/?map=11/28.7/62.8");
  const sites = new Set((await seen()).sites);
  expect(sites.size).toBeGreaterThan(10);
  const expectedCircles = { circles: [] as string[], unknown: [] as string[] };
  for (const id of sites) {
    const item = await request.get(`/collections/sites/items/${id}`);
    const { properties } = (await item.json()) as { properties: { uncertainty_m: number | null } };
    expectedCircles[properties.uncertainty_m === null ? "unknown" : "circles"].push(id);
  }
  expect(expectedCircles.unknown.length).toBeGreaterThan(0);
  // Circles are drawn after the sites.
  const marked = async () => {
    const { circles, unknown } = await seen();
    return { circles: [...sites].filter((id) => circles.includes(id)), unknown: [...sites].filter((id) => unknown.includes(id)) };
  };
  await expect.poll(marked).toEqual(expectedCircles);
  const { wide } = await seen();
  // A circle clipped at a tile's edge is narrower; none is wider.
  expect(Math.abs(Math.max(...wide) - 2000)).toBeLessThan(20);
  // At lower zoom the marker itself is larger.
  await open(page, "/?map=9/28.7/62.8");
  expect((await seen()).circles).toEqual([]);
});

test("an outline's label says that it is approximate", async ({ page }) => {
  await open(page, "/?map=8/27.2/70.3");
  await waitForMap(page);
  const labels = await page.evaluate(() =>
    (window.oreatlas?.map.queryRenderedFeatures({ layers: ["tiled-outline-name"] }) ?? []).map(({ layer }) =>
      String(layer.layout["text-field"]),
    ),
  );
  expect(new Set(labels)).toEqual(new Set(["Salt Flats —\u00a0approximate"]));
});

test("a site not in the loaded list opens by its URL", async ({ page }) => {
  await page.goto("/?site=mine-5999");
  await expect(page.getByRole("complementary", { name: "Mine 5999" })).toBeVisible();
  await expect(page.getByRole("complementary")).toContainText("Copper");
});

test.describe("a site that does not exist", () => {
  // The browser's message about the server's 404.
  test.use({ allowed: /404/ });
  test("is reported as unknown", async ({ page }) => {
    await page.goto("/?site=mine-9999");
    await expect(page.getByRole("complementary")).toContainText("mine-9999");
  });
});

for (const address of ["/", "/?site=mine-7", "/?lang=ur&mineral=gold"]) {
  test(`axe finds nothing at ${address}`, async ({ page }) => {
    await open(page, address);
    expect(await axeViolations(page)).toEqual([]);
  });
}

test.describe("tiles that arrive late or fail", () => {
  // The browser's messages about the requests that the test aborts.
  test.use({ allowed: /Failed to load resource|ERR_/ });

  test("leave no sites of earlier filters on the map", async ({ page }) => {
    const isTile = (mineral: string) => (url: URL) => url.pathname.includes("/tiles/") && url.search.includes(`mineral=${mineral}`);
    await page.route(isTile("gold"), async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.route(isTile("lead"), (route) => route.abort());
    await open(page, "/?map=7/28.8/62.8");
    const all = await counted(page);
    await page.getByRole("button", { name: "Mineral" }).click();
    const [gold, lead] = ["Gold", "Lead"].map((name) => page.getByRole("checkbox", { name: new RegExp(name) }));

    const tile = page.waitForRequest((request) => isTile("gold")(new URL(request.url())));
    await gold?.check();
    await tile;
    await gold?.uncheck();
    await expect(count(page)).toHaveText("6,002 of 6,002 sites");
    await page.waitForTimeout(2500);
    expect(await counted(page)).toBe(all);

    await lead?.check();
    await expect(count(page)).toHaveText("1,200 of 6,002 sites");
    await expect.poll(() => counted(page)).toBe(0);
    await lead?.uncheck();
    await expect.poll(() => counted(page)).toBe(all);
  });
});

// The last test, because it stops the server.
test.describe("once the server is unreachable", () => {
  // The browser's messages about an unreachable server.
  test.use({ allowed: /Failed to load resource|ERR_/ });

  test("what was loaded stays in the list and on the map", async ({ page }) => {
    await open(page, "/?map=7/28.8/62.8");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const all = await counted(page);
    const tiles = async (part: string) =>
      (await cachedUrls(page, "oreatlas-parts")).filter((address) => address.includes("/tiles/") && address.endsWith(part)).length;
    // Loaded before the worker was active, and without it.
    await expect.poll(() => tiles("")).toBeGreaterThan(1);
    const unfiltered = await tiles("");
    await page.getByRole("button", { name: "Mineral" }).click();
    await page.getByRole("checkbox", { name: /Gold/ }).check();
    await expect(count(page)).toHaveText("2,000 of 6,002 sites");
    await expect.poll(() => counted(page)).toBeLessThan(all);
    const gold = await counted(page);
    await expect.poll(() => tiles("?mineral=gold")).toBe(unfiltered);

    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
    await (await page.context().newCDPSession(page)).send("Network.clearBrowserCache");
    for (const [address, number, sites] of [
      ["/?map=7/28.8/62.8&mineral=gold", gold, "2,000"],
      ["/?map=7/28.8/62.8", all, "6,002"],
    ] as const) {
      await open(page, address);
      await expect(count(page)).toHaveText(`${sites} of 6,002 sites`);
      await expect(page.locator(".notice")).toContainText("Offline");
      await expect.poll(() => counted(page), address).toBe(number);
    }
    // Neither shows anything that was not loaded.
    await page.getByRole("button", { name: "Mineral" }).click();
    await page.getByRole("checkbox", { name: /Lead/ }).check();
    await expect(page.locator(".notice")).toContainText("filters");
    await expect.poll(() => counted(page)).toBe(all);
    server = await serve(ADDRESS, "--data", folder, "--public-url", ADDRESS);
    await expect(page.locator(".notice")).toHaveCount(0);
    await expect(count(page)).toHaveText("1,200 of 6,002 sites");
    await expect.poll(() => counted(page)).toBeLessThan(all);
  });
});
