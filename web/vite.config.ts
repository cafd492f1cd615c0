import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { offline } from "./src/offline/build.ts";

/** What gains nothing from compression: fonts, pictures and tile archives are compressed inside. */
const PACKED = /\.(woff2?|pmtiles|webp|png|jpe?g|br|gz)$/;

/** Writes `.br` and `.gz` beside every file that gains from them; the program serves these as they are. */
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
        if (!entry.isFile() || PACKED.test(entry.name)) continue;
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

/** Where the program listens while the page is developed with `npm run dev`. */
const API = process.env["OREATLAS_API"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [offline(), compressed()],
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "dist",
    assetsDir: "assets",
    // The content security policy allows no inline data for scripts and styles, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Beside the map page, the stylesheet of the pages that the program writes.
    rolldownOptions: { input: { index: "index.html", document: "src/style/document.css" } },
    // The map library is one large chunk, loaded after the list.
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
