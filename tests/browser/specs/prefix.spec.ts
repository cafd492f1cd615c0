// The page below a path of its host, behind a proxy that strips the path.

import type { ChildProcess } from "node:child_process";
import { createServer, request as ask, type Server } from "node:http";
import { cachedUrls, expect, open, rows, serve, test } from "./page";

const PORT = Number(process.env["PORT"] ?? "8787");
const PREFIX = "/atlas";
/** The address of the atlas. No request may go anywhere else: not even to another path of the host. */
const ADDRESS = `http://127.0.0.1:${PORT + 1}${PREFIX}`;
const BACKEND = PORT + 2;

test.use({ baseURL: ADDRESS, allowed: /Failed to load resource|ERR_/ });

let server: ChildProcess;
let proxy: Server;

test.beforeAll(async () => {
  server = await serve(`http://127.0.0.1:${BACKEND}`, "--public-url", `${ADDRESS}/`);
  proxy = createServer((request, response) => {
    const { url = "/", method, headers } = request;
    if (!url.startsWith(`${PREFIX}/`)) return void response.writeHead(404).end("not below the path");
    ask({ port: BACKEND, path: url.slice(PREFIX.length), method, headers }, (given) => {
      response.writeHead(given.statusCode ?? 500, given.headers);
      given.pipe(response);
    }).end();
  }).listen(PORT + 1);
  await new Promise((resolve) => proxy.once("listening", resolve));
});

test.afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
  server.kill("SIGKILL");
});

test("list, map, records, links and addresses to share are below the path", async ({ page, context }) => {
  await open(page, `${ADDRESS}/`);
  await expect(rows(page).first()).toHaveAttribute("href", new RegExp(`^${PREFIX}/\\?`));
  await rows(page).filter({ hasText: "Reko Diq" }).first().click();
  await expect(page.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`^${ADDRESS}/\\?.*site=reko-diq`));

  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByRole("button", { name: "Copy link" }).first().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`${ADDRESS}/?`);
  const other = await context.newPage();
  await other.goto(copied);
  await expect(other.getByRole("complementary", { name: "Reko Diq" })).toBeVisible();
});

test("the worker serves the page and its data below the path without the server", async ({ page }) => {
  await open(page, `${ADDRESS}/`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(`${ADDRESS}/`);
  await expect.poll(async () => (await cachedUrls(page, "oreatlas-today")).length).toBe(9);
  const shown = await rows(page).count();

  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await page.reload();
  await expect(page.locator(".notice")).toContainText("Offline");
  await expect(rows(page)).toHaveCount(shown);
});
