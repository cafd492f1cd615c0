import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import manifest from "../offline/manifest.json";
import { isPage, cacheBucketOf, withoutDay } from "./buckets";

const bucket = (url: string) => cacheBucketOf(new URL(url, "http://atlas"));

afterEach(() => vi.unstubAllGlobals());

/** The page's requests for an atlas of `total` sites as of a day. */
async function requests(day: string | null, sites: number): Promise<string[]> {
  const urls: string[] = [];
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("fetch", async (url: string) => {
    urls.push(url);
    return Response.json({ numberMatched: sites, features: [], organizations: [], info: {} });
  });
  const { readAtlas, readVersion } = await import("../api/client");
  await readAtlas(day);
  await readVersion();
  return urls;
}

test("everything that the page reads for today is in one cache", async () => {
  const urls = await requests(null, 100);
  expect(urls).toHaveLength(9);
  for (const url of urls) expect(bucket(url), url).toBe("today");
});

test("what depends on the day is in another, and maps to today's URL", async () => {
  const urls = await requests("2023-01-01", 100);
  const dated = urls.filter((url) => url.includes("as_of"));
  expect(dated).toHaveLength(2);
  for (const url of dated) {
    expect(bucket(url), url).toBe("days");
    expect(bucket(withoutDay(url)), url).toBe("today");
  }
});

test("parts of a large atlas have their own cache", () => {
  for (const url of [
    "/collections/sites/items?mineral=gold&sortby=name&limit=100&offset=0",
    "/collections/sites/items?sortby=name&limit=100&offset=0&as_of=2023-01-01",
    "/collections/sites/items/reko-diq",
    "/collections/sites/facets?q=chaghi",
    "/collections/sites/tiles/WebMercatorQuad/4/6/11",
  ])
    expect(bucket(url), url).toBe("parts");
});

test("nothing else is cached", () => {
  for (const url of [
    "/healthz",
    "/metrics",
    "/collections/sites/download.csv",
    "/collections/sites/queryables",
    "/bibliography.json",
    "/organizations/barrick",
    "/collections",
    "/",
  ])
    expect(bucket(url), url).toBeNull();
});

test("only the page's own URL counts as the page", () => {
  const page = (url: string) => isPage(new URL(url, "http://atlas"));
  expect(["/", "/?site=reko-diq&lang=ur"].map(page)).toEqual([true, true]);
  expect(["/?f=json", "/collections/sites/items/reko-diq", "/api"].map(page)).toEqual([false, false, false]);
});

test("the manifest's icons have the stated sizes", () => {
  for (const { src, sizes } of manifest.icons) {
    const header = readFileSync(new URL(`../offline/icons/${src}`, import.meta.url)).subarray(16, 24);
    expect(`${header.readUInt32BE(0)}x${header.readUInt32BE(4)}`, src).toBe(sizes);
  }
});
