// Each site's fact sheet is one page and cites its sources; the page itself can be printed too.

import type { Page } from "@playwright/test";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, ITEMS, open, type Site, test } from "./page";

interface Paper {
  pages: number;
  text: string;
  /** Millimetres. */
  size: [number, number];
  images: number;
}

/** Prints the page to PDF and reads it back. */
async function paper(page: Page): Promise<Paper> {
  const bytes = await page.pdf({ preferCSSPageSize: true, format: "A4", printBackground: true });
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const texts: string[] = [];
  let images = 0;
  for (let index = 1; index <= file.numPages; index += 1) {
    const each = await file.getPage(index);
    const { items } = await each.getTextContent();
    texts.push(items.map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : "")).join(""));
    const { fnArray } = await each.getOperatorList();
    images += fnArray.filter((operator) => operator === OPS.paintImageXObject).length;
  }
  const { view } = await file.getPage(1);
  const size = [view[2]! - view[0]!, view[3]! - view[1]!].map((points) => Math.round((points / 72) * 25.4));
  const pages = file.numPages;
  await file.destroy();
  return { pages, text: texts.join(" ").replace(/\s+/g, " "), size: size as [number, number], images };
}

/** Opens the sheet of the open site, without the browser's print dialog. */
async function sheet(page: Page): Promise<Paper> {
  await page.evaluate(() => Object.assign(window, { printed: false }));
  await page.locator(".panel-bar button", { has: page.locator(".icon-print") }).click();
  await page.waitForFunction(() => (window as { printed?: boolean }).printed === true);
  return paper(page);
}

/** Opens another site as a history step does, without reloading. */
async function goTo(page: Page, id: string, language: string): Promise<void> {
  await page.evaluate((query) => {
    history.pushState(null, "", query);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/?site=${id}&lang=${language}`);
}

const quietly = (page: Page) =>
  page.addInitScript(() => {
    window.print = () => void Object.assign(window, { printed: true });
  });

/** Without white space: a PDF does not tell line ends from spaces. */
const letters = (text: string) => text.replace(/\s+/g, "");

const addressOf = (id: string) => new RegExp(`http://[^/ ]+/\\?site=${id}(?![-\\w])`);

function check(site: Site, { pages, text, size }: Paper): void {
  const { id, properties } = site;
  expect(pages, id).toBe(1);
  expect(size, id).toEqual([210, 297]);
  expect(letters(text), id).toContain(letters(properties.name));
  expect(text, id).toMatch(addressOf(id));
  // Every citation number is in the list of sources, which has no others.
  const end = text.lastIndexOf(" Sources ");
  const [claims, list] = [text.slice(0, end), text.slice(end)];
  const numbers = (part: string) => [...part.matchAll(/\[(\d+)\]/g)].map((found) => Number(found[1]));
  expect([...new Set(numbers(claims))].sort((a, b) => a - b), id).toEqual(numbers(list).sort((a, b) => a - b));
  // Claims left out are counted.
  const more = Number(/(\d+) more claims?, with the reasons in full/.exec(text)?.[1] ?? 0);
  expect(more, id).toBeLessThan(properties.claims.length);
}

test.describe("without a map", () => {
  test.use({ allowed: /WebGL|GPU/i });

  test("every site's sheet is one page with its name, URL and sources", async ({ page }) => {
    test.setTimeout(600_000);
    await quietly(page);
    await page.addInitScript(() => {
      const { prototype } = HTMLCanvasElement;
      const get = prototype.getContext as (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) => unknown;
      Object.assign(prototype, {
        getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]): unknown {
          return kind === "webgl2" ? null : get.call(this, kind, ...rest);
        },
      });
    });
    const { features } = (await (await page.request.get(ITEMS)).json()) as { features: Site[] };
    expect(features.length).toBeGreaterThan(100);
    await open(page, `/?site=${features[0]!.id}&lang=en`, false);
    let cut = 0;
    for (const site of features) {
      await goTo(page, site.id, "en");
      await expect(page.getByRole("complementary", { name: site.properties.name, exact: true })).toBeVisible();
      const printed = await sheet(page);
      check(site, printed);
      cut += Number(/\d+ more claims?, with the reasons in full/.test(printed.text));
    }
    // Some sites have more claims than fit.
    expect(cut).toBeGreaterThan(0);
    expect(cut).toBeLessThan(features.length / 2);

    for (const id of ["reko-diq", "saindak", "chaghi-belt", "thar", "muslim-bagh"]) {
      const site = features.find((each) => each.id === id) ?? features[0]!;
      await goTo(page, site.id, "ur");
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      const { pages, text, size } = await sheet(page);
      expect(pages, id).toBe(1);
      expect(size).toEqual([210, 297]);
      // The name in Latin script: a PDF has Nastaliq as glyphs without reading order.
      expect(letters(text)).toContain(letters(site.properties.name));
      expect(text).toMatch(addressOf(site.id));
      const numbers = [...text.matchAll(/\[(\d+)\]/g)].map((found) => Number(found[1]));
      // Each is beside a claim and in the list.
      for (const n of new Set(numbers)) expect(numbers.filter((other) => other === n).length, `${id} ${n}`).toBeGreaterThan(1);
      expect(numbers.length).toBeGreaterThan(1);
    }
  });
});

test("with a map the sheet also shows the location, on one page, and estimates with their basis", async ({
  page,
}) => {
  await quietly(page);
  await open(page, "/?site=reko-diq");
  const printed = await sheet(page);
  expect(printed.pages).toBe(1);
  expect(printed.images).toBe(1);
  expect(printed.text).toContain("29.130° N, 62.061° E");
  expect(printed.text).toMatch(/±\s3\skm/);
  // Each estimate has its category, code, date and basis.
  const estimates = printed.text.match(/Mineral (?:resource|reserve)[^[]*\[/g) ?? [];
  expect(estimates.length).toBeGreaterThan(0);
  for (const estimate of estimates) {
    expect(estimate).toMatch(/measured|indicated|inferred|proven|probable|no category/);
    expect(estimate).toMatch(/NI 43-101|JORC|SAMREC|no reporting code/);
    expect(estimate).toMatch(/effective |date not stated/);
    expect(estimate).toMatch(/the whole|attributable|basis not stated/);
  }
  // Printing leaves the page unchanged.
  await expect(page.locator(".sheet-host")).toHaveCount(0);
  await expect(page.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
});

test("the list prints with its map, an open panel prints alone, both without controls", async ({ page }) => {
  await open(page, "/?mineral=chromite");
  const list = await paper(page);
  expect(list.images).toBeGreaterThan(0);
  expect(list.text).toContain("of 188 sites");
  expect(list.text).toContain("Muslim Bagh");
  for (const control of ["Download and cite", "Show all sites", "Legend", "Disagreements", "اردو"])
    expect(list.text).not.toContain(control);
  await open(page, "/?site=saindak");
  const panel = await paper(page);
  expect(panel.pages).toBeGreaterThan(1);
  expect(panel.text).toContain("Saindak");
  expect(panel.text).toContain("Sources disagree");
  for (const control of ["Download this site", "Fact sheet", "Copy coordinates", "Reko Diq Mining"])
    expect(panel.text).not.toContain(control);
});
