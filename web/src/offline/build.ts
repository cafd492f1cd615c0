// What the build adds so that the page works offline and can be installed: the service worker with its list of files,
// the manifest and its icons, drawn from style/icon.svg.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rolldown } from "vite";
import { isOnDemand } from "../cache/buckets";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export function offline(): Plugin {
  return {
    name: "oreatlas-offline",
    apply: "build",
    // After the page's own files exist.
    enforce: "post",
    transformIndexHtml: () => [
      { tag: "link", attrs: { rel: "manifest", href: "./manifest.webmanifest" }, injectTo: "head" },
      { tag: "link", attrs: { rel: "apple-touch-icon", href: "./icon-maskable-192.png" }, injectTo: "head" },
    ],
    async generateBundle(_, bundle) {
      const manifest = JSON.stringify(JSON.parse(readFileSync(here("manifest.json"), "utf8")));
      const icons = readdirSync(here("icons")).map((name) => [name, readFileSync(here(`icons/${name}`))]);
      const files = Object.values(bundle).map((file) => [
        file.fileName,
        file.type === "chunk" ? file.code : file.source,
      ]);
      const added = [["manifest.webmanifest", manifest], ...icons] as [string, string | Uint8Array][];
      for (const [fileName, source] of added) this.emitFile({ type: "asset", fileName, source });
      const precached = [...added, ...(files as typeof added)].filter(([name]) => isPrecached(name));
      const listed = precached.map(([name, source]) => ({
        // Relative to the worker, which is in the root.
        url: name,
        // Other names contain a hash of the content.
        revision: name.startsWith("assets/") ? null : hash(source),
      }));
      this.emitFile({ type: "asset", fileName: "sw.js", source: await worker(listed) });
    },
  };
}

function hash(source: string | Uint8Array): string {
  return createHash("sha256").update(source).digest("hex").slice(0, 16);
}

/** Whether the worker precaches a file. */
const isPrecached = (name: string): boolean => !isOnDemand(`/${name}`);

/** The worker as one classic script, which every browser supports. */
async function worker(files: { url: string; revision: string | null }[]): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: "warn",
    define: { FILES: JSON.stringify(files), "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      target: "es2022",
      rolldownOptions: { input: here("worker.ts"), output: { format: "iife" } },
    },
  })) as Rolldown.RolldownOutput;
  return built.output[0].code;
}
