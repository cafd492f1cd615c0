import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { offline } from "./src/offline/build.ts";

/** Already compressed formats. */
const COMPRESSED = /\.(woff2?|pmtiles|webp|png|jpe?g|br|gz)$/;

/** Writes precompressed `.br` and `.gz` files beside all others, for the server to send. */
function compressed(): Plugin {
  let out = "dist";
  return {
    name: "oreatlas-compressed",
    apply: "build",
    configResolved(config) {
      out = config.build.outDir;
    },
    closeBundle() {
      for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || COMPRESSED.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        const quality = {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        };
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** Leaves the messages of the server's own pages out of the page's scripts. */
function pageMessages(): Plugin {
  return {
    name: "oreatlas-page-messages",
    enforce: "pre",
    transform(code, id) {
      if (!/\/messages\/\w+\.json$/.test(id)) return null;
      const messages = Object.entries(JSON.parse(code) as Record<string, unknown>);
      return JSON.stringify(Object.fromEntries(messages.filter(([key]) => !key.startsWith("document."))));
    },
  };
}

/** Where the program listens while the page is developed with `npm run dev`. */
const API = process.env["OREATLAS_API"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  // The page also works below a path of its host.
  base: "./",
  plugins: [pageMessages(), offline(), compressed()],
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "dist",
    assetsDir: "assets",
    // The content security policy allows no inline scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The map page, and the stylesheet of the server-rendered pages.
    rolldownOptions: { input: { index: "index.html", document: "src/style/document.css" } },
    // MapLibre is one large chunk, loaded after the list.
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: Object.fromEntries(
      [
        "/collections",
        "/healthz",
        "/minerals",
        "/organizations",
        "/sources",
        "/countries",
        "/api",
        "/bibliography",
      ].map((path) => [path, API]),
    ),
  },
});
