// Exported images, checked from the files alone.

import { readFile } from "node:fs/promises";
import { decode } from "fast-png";
import type { Page } from "@playwright/test";
import { waitForMap, expect, ITEMS, open, type Site, test } from "./page";

interface Wish {
  format: "png" | "svg";
  size: "a4" | "screen" | "square";
  look?: "light" | "dark";
}

/** Fills in the form and returns the exported file. */
async function make(page: Page, { format, size, look = "light" }: Wish): Promise<{ name: string; bytes: Buffer }> {
  if (!(await page.locator(".image-export").isVisible())) await page.locator(".tool").nth(1).click();
  const form = page.locator(".image-export");
  for (const value of [format, size, look]) await form.locator(`input[value=${value}]`).check();
  const download = page.waitForEvent("download", { timeout: 100_000 });
  await form.locator("button[type=submit]").click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** What the SVG alone says about the map and its markers. */
interface Drawing {
  error: string | null;
  root: { width: number; height: number; inches: number };
  texts: Record<string, string[]>;
  map: { x: number; y: number; width: number; height: number };
  image: { start: string; width: number; height: number };
  bar: number;
  /** Whether letters and markers are vectors. */
  paths: number;
  faces: number;
}

/** Reads an SVG as another program would, with a strict XML parser and without the page's styles. */
async function parse(page: Page, text: string): Promise<Drawing> {
  const apart = await page.context().newPage();
  const drawing = await apart.evaluate(async (source) => {
    const xml = new DOMParser().parseFromString(source, "application/xml");
    const root = xml.documentElement;
    const box = (root.getAttribute("viewBox") ?? "").split(" ").map(Number);
    const within = (id: string) => [...xml.querySelectorAll(`#${id} text`)].map((each) => each.textContent ?? "");
    const names = ["title", "about", "address", "dates", "credits", "names", "scale", "legend", "north", "markers"];
    const number = (element: Element | null, name: string) => Number(element?.getAttribute(name));
    const image = xml.querySelector("#map image");
    const href = image?.getAttribute("href") ?? "";
    const picture = new Image();
    picture.src = href;
    await picture.decode();
    return {
      error: xml.querySelector("parsererror")?.textContent ?? null,
      root: { width: box[2] ?? 0, height: box[3] ?? 0, inches: Number.parseFloat(root.getAttribute("width") ?? "") },
      texts: Object.fromEntries(names.map((name) => [name, within(name)])),
      map: {
        ...{ x: number(image, "x"), y: number(image, "y") },
        ...{ width: number(image, "width"), height: number(image, "height") },
      },
      image: { start: href.slice(0, 15), width: picture.naturalWidth, height: picture.naturalHeight },
      bar: number(xml.querySelector("#scale-bar rect"), "width"),
      paths: xml.querySelectorAll("#markers path").length,
      faces: (xml.querySelector("style")?.textContent ?? "").split("@font-face").length - 1,
    };
  }, text);
  await apart.close();
  return drawing;
}

/** What the page's own map shows: its view, its corners and its unclustered sites. */
function onScreen(page: Page) {
  return page.evaluate(() => {
    const map = window.oreatlas!.map;
    const { lng, lat } = map.getCenter();
    const layers = (...ids: string[]) =>
      map.queryRenderedFeatures({ layers: ids }).map(({ properties }) => String(properties["name"]));
    return { lng, lat, zoom: map.getZoom(), labels: [...new Set(layers("site-label", "focus-label"))] };
  });
}

/** The mean colours of small squares of the page's own map, at fractions of its width and height. */
function colours(page: Page, at: [number, number][]): Promise<[number, number, number][]> {
  return page.evaluate((places) => {
    const map = window.oreatlas!.map as unknown as { redraw(): void; getCanvas(): HTMLCanvasElement };
    map.redraw();
    const source = map.getCanvas();
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [source.width, source.height];
    const context = copy.getContext("2d", { willReadFrequently: true })!;
    context.drawImage(source, 0, 0);
    return places.map(([x, y]): [number, number, number] => {
      const { data } = context.getImageData(x * copy.width - 4, y * copy.height - 4, 8, 8);
      const mean = (channel: number) => data.filter((_, index) => index % 4 === channel).reduce((a, b) => a + b) / 64;
      return [mean(0), mean(1), mean(2)];
    });
  }, at);
}

const RADIUS = 6_371_008.8;

/** Great-circle distance in metres. */
function haversine([lonA, latA]: [number, number], [lonB, latB]: [number, number]): number {
  const radians = Math.PI / 180;
  const half =
    Math.sin(((latB - latA) * radians) / 2) ** 2 +
    Math.cos(latA * radians) * Math.cos(latB * radians) * Math.sin(((lonB - lonA) * radians) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(half));
}

const today = () =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format();

const VIEW = "/?mineral=copper&site=saindak&map=8.2/29.2/62.2";

test("a PNG has the size and resolution of A4, and the map's colours", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, VIEW);
  const { name, bytes } = await make(page, { format: "png", size: "a4" });
  expect(name).toMatch(/^oreatlas-saindak-\d{4}-\d\d-\d\d\.png$/);
  const image = decode(bytes);
  expect([image.width, image.height]).toEqual([3508, 2480]);
  // Pixels per metre, for 297 mm of paper.
  expect(image.resolution).toEqual({ x: 11_811, y: 11_811, unit: 1 });
  expect((3508 / 11_811) * 1000).toBeCloseTo(297, 0);

  // The map's position is that in the SVG with the same options; its centre is that of the page's map.
  const { map, root } = await parse(page, (await make(page, { format: "svg", size: "a4" })).bytes.toString());
  const perPixel = image.width / root.width;
  const screen = await page.locator(".map-canvas").boundingBox();
  if (screen === null) throw new Error("no map");
  // The map's scale in the image relative to the page.
  const scale = Math.min(1, Math.max(0.75, Math.min(map.width / screen.width, map.height / screen.height)));
  const away: [number, number][] = [
    [-130, -150],
    [150, 140],
    [-60, 190],
    [0, -220],
  ];
  const expected = await colours(
    page,
    away.map(([x, y]) => [0.5 + x / screen.width, 0.5 + y / screen.height]),
  );
  const close = away.map(([x, y], index) => {
    const left = Math.round((map.x + map.width / 2 + x * scale) * perPixel) - 8;
    const top = Math.round((map.y + map.height / 2 + y * scale) * perPixel) - 8;
    const sum = [0, 0, 0];
    for (let i = 0; i < 256; i += 1) {
      const start = ((top + Math.floor(i / 16)) * image.width + left + (i % 16)) * image.channels;
      for (let channel = 0; channel < 3; channel += 1) sum[channel]! += image.data[start + channel]! / 256;
    }
    return Math.max(...sum.map((mean, channel) => Math.abs(mean - expected[index]![channel]!)));
  });
  for (const difference of close) expect(difference).toBeLessThan(14);
  // Not one uniform colour, which would pass as well.
  const spread = expected.map(([red]) => red);
  expect(Math.max(...spread) - Math.min(...spread)).toBeGreaterThan(3);
});

test("an SVG has labels, URL, dates and credits as text, and an accurate scale bar", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, VIEW);
  const screen = await onScreen(page);
  const { name, bytes } = await make(page, { format: "svg", size: "a4" });
  expect(name).toMatch(/\.svg$/);
  const drawing = await parse(page, bytes.toString());
  expect(drawing.error).toBeNull();
  expect(drawing.root.inches).toBeCloseTo(297 / 25.4, 3);
  expect(drawing.image.start).toBe("data:image/jpeg");
  // At print resolution: 300 dots per inch of the map.
  expect(drawing.image.width / (drawing.map.width / 96)).toBeCloseTo(300, -1);
  expect(drawing.paths).toBeGreaterThan(10);
  expect(drawing.faces).toBeGreaterThan(1);

  const { texts } = drawing;
  expect(texts["title"]?.join(" ")).toBe("Oreatlas: Sites with Copper");
  expect(texts["about"]?.join(" ")).toContain("Selected: Saindak");
  const names = texts["names"]?.join(" ") ?? "";
  expect(screen.labels.length).toBeGreaterThan(2);
  for (const label of screen.labels) expect(names).toContain(label);
  expect(texts["dates"]?.join(" ")).toBe(`Created on ${today()} · As of today`);
  const colophon = await page.locator(".colophon").textContent();
  const [attribution = ""] = /Map: .*CC BY 4\.0\./.exec(colophon ?? "") ?? [];
  expect(attribution).not.toBe("");
  expect(texts["credits"]?.join(" ")).toContain(attribution);
  const legend = texts["legend"]?.join("\n") ?? "";
  for (const words of ["Minerals in view", "Copper", "Reported status", "Single source", "Region with approximate outline"])
    expect(legend).toContain(words);

  // The bar's length, from the degrees per pixel that the URL and the image's size give.
  const address = texts["address"]?.join("") ?? "";
  const [zoom = 0, lat = 0] = (new URL(address).searchParams.get("map") ?? "").split("/").map(Number);
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) throw new Error("no map");
  const fit = Math.min(drawing.map.width / box.width, drawing.map.height / box.height);
  expect(fit).toBeLessThan(1);
  expect(fit).toBeGreaterThan(0.75);
  const degrees = (drawing.bar / fit) * (360 / (512 * 2 ** zoom));
  const [, length = "", unit = ""] = /^([\d,.]+)\s(km|m)$/.exec(texts["scale"]?.join(" ") ?? "") ?? [];
  const said = Number(length.replaceAll(",", "")) * (unit === "km" ? 1000 : 1);
  expect(haversine([0, lat], [degrees, lat]) / said).toBeCloseTo(1, 2);
});

test("an image shows every site, as a marker or in a cluster's count", async ({ page, request }) => {
  test.setTimeout(240_000);
  await open(page);
  const { bytes } = await make(page, { format: "svg", size: "screen" });
  const { texts } = await parse(page, bytes.toString());
  const numbers = (texts["markers"] ?? []).map((text) => (/^\d+$/.test(text) ? Number(text) : 1));
  const { features } = (await (await request.get(ITEMS)).json()) as { features: Site[] };
  const points = features.filter(({ geometry }) => geometry?.type === "Point");
  expect(numbers.filter((number) => number > 1).length).toBeGreaterThan(3);
  expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(points.length);
});

test("the URL in the image opens the same view", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, "/?province=PK-BA&as_of=2024-06-30");
  await page.evaluate(() => window.oreatlas?.map.jumpTo({ center: [66.4, 28.3], zoom: 6.37 }));
  await waitForMap(page);
  const before = await onScreen(page);
  const { bytes } = await make(page, { format: "svg", size: "square" });
  const { texts, root } = await parse(page, bytes.toString());
  expect(root.width).toBe(root.height);
  expect(texts["dates"]?.join(" ")).toContain("As of 30 June 2024");
  expect(texts["about"]?.join(" ")).toContain("Province: Balochistan");
  await open(page, texts["address"]?.join("") ?? "");
  const after = await onScreen(page);
  expect(after.zoom).toBeCloseTo(before.zoom, 2);
  expect(after.lng).toBeCloseTo(before.lng, 3);
  expect(after.lat).toBeCloseTo(before.lat, 3);
  expect(after.labels.sort()).toEqual(before.labels.sort());
  await expect(page.locator(".chips")).toContainText("Balochistan");
});

test("an image is in Urdu on the Urdu page, and dark in the dark theme", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, `${VIEW}&lang=ur`);
  const { bytes } = await make(page, { format: "svg", size: "screen", look: "dark" });
  const text = bytes.toString();
  const { texts, error } = await parse(page, text);
  expect(error).toBeNull();
  expect(texts["title"]?.join(" ")).toMatch(/^Oreatlas: .*مقامات/);
  expect(texts["names"]).toContain("سیندک");
  expect(texts["legend"]?.join(" ")).toContain("نظر آنے والے معدن");
  expect(text).toMatch(/id="title"><text[^>]*direction="rtl"/);
  expect(text).toContain('family:"Noto Nastaliq Urdu"');
  const fill = /<rect x="0" y="0"[^>]* fill="#(\w\w)/.exec(text)?.[1] ?? "ff";
  expect(Number.parseInt(fill, 16)).toBeLessThan(64);
});

test.describe("if WebGL cannot render large images", () => {
  test.use({ allowed: /./ });

  test("the image keeps its size, and the page states the map's resolution", async ({ page }) => {
    test.setTimeout(240_000);
    await page.addInitScript(() => {
      const { prototype } = WebGL2RenderingContext;
      const ask = prototype.getParameter;
      prototype.getParameter = function (this: WebGL2RenderingContext, what: number): unknown {
        const limits: number[] = [this.MAX_TEXTURE_SIZE, this.MAX_RENDERBUFFER_SIZE];
        return limits.includes(what) ? 2048 : (ask.call(this, what) as unknown);
      };
    });
    await open(page, VIEW);
    const { bytes } = await make(page, { format: "png", size: "a4" });
    const { width, height } = decode(bytes);
    expect([width, height]).toEqual([3508, 2480]);
    const said = (await page.locator(".image-export-state").textContent()) ?? "";
    const dpi = Number(/with (\d+) dots per inch/.exec(said)?.[1]);
    expect(dpi).toBeGreaterThan(150);
    expect(dpi).toBeLessThan(290);
  });
});
