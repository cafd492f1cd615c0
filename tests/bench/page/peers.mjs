// Serves the pages that the atlas is measured beside, and the map library that they share with it.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";

const LIBRARY = new URL("../../../web/node_modules/maplibre-gl/dist/", import.meta.url);
const PEERS = new URL("peers/", import.meta.url);
const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", mjs: "text/javascript" };

export async function servePeers() {
  const server = createServer(async ({ url }, response) => {
    const name = new URL(url, "http://peers").pathname.slice(1);
    const file = name.startsWith("maplibre/") ? new URL(name.slice(9), LIBRARY) : new URL(name, PEERS);
    try {
      const body = await readFile(file);
      response.setHeader("content-type", TYPES[name.split(".").at(-1)] ?? "application/octet-stream").end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    address: (peer, api) => (view) => `${origin}/${peer}.html?api=${api}&${view}`,
    close: () => server.close(),
  };
}
