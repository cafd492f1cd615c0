import { waitForMap, expect, rows, test } from "./page";

/** Compressed bytes of scripts and styles before the list is shown, and of everything before the first map is drawn. */
const FIRST_CODE = 60_000;
const FIRST_VIEW = 900_000;

/** When the list first had a row, by the page's clock, and the layout shift so far. */
interface Seen {
  row: number;
  shift: number;
}

test("the list loads before the map's code, without layout shifts and within the size budget", async ({ page }) => {
  await page.addInitScript(() => {
    const seen: Seen = { row: 0, shift: 0 };
    Object.assign(window, { seen });
    new MutationObserver((_, observer) => {
      if (document.querySelector(".row-link") === null) return;
      seen.row = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const sizes: Promise<{ url: string; bytes: number }>[] = [];
  let counting = true;
  page.on("requestfinished", (request) => {
    if (!counting) return;
    const size = request.sizes().then(({ responseBodySize: bytes }) => ({ url: request.url(), bytes }));
    sizes.push(size);
  });
  await page.goto("/");
  await expect(rows(page).first()).toBeVisible();
  await waitForMap(page);
  counting = false;
  const all = await Promise.all(sizes);
  // Playwright does not report the request for the map's worker.
  const workers = page.workers().map((worker) => worker.url());
  expect(workers.length).toBeGreaterThan(0);
  for (const url of new Set(workers)) {
    const response = await page.request.get(url, { headers: { "accept-encoding": "br" } });
    all.push({ url, bytes: Number(response.headers()["content-length"]) });
  }
  const { seen, scripts } = await page.evaluate(() => ({
    seen: (window as Window & { seen?: Seen }).seen,
    scripts: performance
      .getEntriesByType("resource")
      .map((entry) => entry as PerformanceResourceTiming)
      .filter((entry) => /\.(js|css)$/.test(entry.name))
      .map((entry) => ({ name: entry.name, begun: entry.startTime, come: entry.responseEnd })),
  }));
  if (seen === undefined) throw new Error("nothing was seen");
  const map = scripts.find(({ name }) => /\/map-[^/]*\.js$/.test(name));
  expect(map?.begun).toBeGreaterThan(seen.row);
  expect(seen.shift).toBeLessThan(0.01);

  const before = new Set(scripts.filter(({ come }) => come <= seen.row).map(({ name }) => name));
  const sum = (counted: typeof all) => counted.reduce((bytes, one) => bytes + one.bytes, 0);
  const early = sum(all.filter(({ url }) => before.has(url)));
  const whole = sum(all);
  console.log(`scripts and styles for the list: ${early} bytes; everything until the first map: ${whole} bytes`);
  expect(before.size).toBeGreaterThan(0);
  expect(early).toBeGreaterThan(5_000);
  expect(early).toBeLessThan(FIRST_CODE);
  expect(whole).toBeGreaterThan(early);
  expect(whole).toBeLessThan(FIRST_VIEW);
});
