import { expect, open, rows, test, waitForAllRows } from "./page";

interface Items {
  features: {
    id: string;
    properties: { name: string; status: string | null; operators: string[] };
  }[];
}

test("the page shows the facts of the selected day and keeps it in the URL", async ({ page, request }) => {
  const factsOn = async (day: string) => {
    const response = await request.get(`/collections/sites/items?limit=10000&status=under-development${day}`);
    return ((await response.json()) as Items).features.map(({ id }) => id).sort();
  };
  const ids = () => rows(page).evaluateAll((links) => links.map((link) => link.id.replace(/^row-/, "")).sort());
  // Two days on which the server returns different sites.
  const [then, today] = [await factsOn("&as_of=2023-01-01"), await factsOn("")];
  expect(then).not.toEqual(today);

  await open(page, "/?status=under-development", false);
  await expect.poll(ids).toEqual(today);
  await page.getByRole("button", { name: "As of today" }).click();
  await page.getByLabel("Date", { exact: true }).fill("2023-01-01");
  await expect.poll(ids).toEqual(then);
  await expect(page).toHaveURL(/as_of=2023-01-01/);
  // The download matches what is shown.
  await page.getByText("Download and cite").click();
  const file = page.locator('a[href*="download.geojson?"]');
  await expect(file).toHaveAttribute("href", /as_of=2023-01-01/);

  await page.goto("/?status=under-development&as_of=2023-01-01");
  await expect.poll(ids).toEqual(then);
  await page.getByRole("button", { name: "As of 1 January 2023" }).click();
  await page.getByRole("button", { name: "Today", exact: true }).click();
  await expect.poll(ids).toEqual(today);
});

test("the slider works by keyboard, and plays", async ({ page, request }) => {
  const about = (await (await request.get("/collections/sites")).json()) as {
    extent: { temporal: { grid: { coordinates: string[] } } };
  };
  const days = about.extent.temporal.grid.coordinates;
  expect(days.length).toBeGreaterThan(50);
  await open(page, "/", false);
  await page.getByRole("button", { name: "As of today" }).click();
  const slider = page.getByRole("slider", {
    name: "Show facts as of",
  });
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(new RegExp(`as_of=${days.at(-1)}`));
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(new RegExp(`as_of=${days[0]}`));
  await page.getByRole("button", { name: "Play through time" }).click();
  await expect(page).not.toHaveURL(new RegExp(`as_of=${days[0]}`));
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Today", exact: true }).click();
  await expect(page).not.toHaveURL(/as_of/);
});

test("agreements not yet signed are left out", async ({ page }) => {
  await open(page, "/?view=agreements", false);
  const deals = page.locator(".deal");
  const today = await deals.count();
  await page.goto("/?view=agreements&as_of=2020-01-01");
  await expect.poll(() => deals.count()).toBeLessThan(today);
  await page.getByRole("button", { name: "Today", exact: true }).click();
  await expect.poll(() => deals.count()).toBe(today);
});

test("a site is downloaded as of the selected day", async ({ page, request }) => {
  await open(page, "/?site=reko-diq&as_of=2019-01-01", false);
  const href = await page.getByRole("link", { name: "Download this site" }).getAttribute("href");
  const response = await request.get(href ?? "");
  const then = await request.get("/collections/sites/items/reko-diq?as_of=2019-01-01");
  const today = await request.get("/collections/sites/items/reko-diq");
  const facts = async (of: typeof then) => ((await of.json()) as { properties: unknown }).properties;
  expect(await facts(response)).toEqual(await facts(then));
  expect(await facts(response)).not.toEqual(await facts(today));
});

test("the list keeps its scroll position while days play", async ({ page }) => {
  await open(page, "/", false);
  await waitForAllRows(page);
  const top = () => page.locator(".listing").evaluate((listing) => listing.scrollTop);
  await rows(page).nth(120).scrollIntoViewIfNeeded();
  const before = await top();
  expect(before).toBeGreaterThan(3000);
  await page.getByRole("button", { name: "As of today" }).click();
  await page.getByRole("slider", { name: "Show facts as of" }).focus();
  for (let day = 0; day < 3; day += 1) {
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(500);
    expect(Math.abs((await top()) - before)).toBeLessThan(200);
  }
});

test("a step in time says which sites it changed, and in what", async ({ page, request }) => {
  const owners = async (day: string) => {
    const response = await request.get(`/collections/sites/items/reko-diq?as_of=${day}`);
    return ((await response.json()) as { properties: { owners: string[] } }).properties.owners;
  };
  const [from, to] = ["2022-11-30", "2022-12-31"];
  expect(await owners(from)).not.toEqual(await owners(to));
  await open(page, `/?as_of=${from}`, false);
  await page.getByRole("button", { name: "As of 30 November 2022" }).click();
  await page.getByLabel("Date", { exact: true }).fill(to);
  const changes = page.locator(".as-of-changes");
  await expect(changes).toContainText("Changed since 30 November 2022");
  await expect(changes.getByRole("listitem").filter({ hasText: "Reko Diq" })).toContainText("Owner");
  // A later step is compared with this one.
  await page.getByRole("button", { name: "Today", exact: true }).click();
  await expect(changes).toContainText("since 31 December 2022");
});
