import { defineConfig, devices } from "@playwright/test";

const executablePath = process.env["CHROMIUM"] || undefined;
const program = process.env["OREATLAS"] ?? "../../target/release/oreatlas";

/** Where the program listens; the port after it is for a second one. */
const address = `127.0.0.1:${process.env["PORT"] ?? "8787"}`;

/** Chromium's flags: software WebGL, and no call home, which would count as a foreign request. */
const args = [
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "specs",
  outputDir: "out",
  snapshotPathTemplate: "references/{arg}{ext}",
  reporter: "list",
  // Drawing by software is slow, and slower when two tests share the cores.
  workers: 1,
  timeout: 120_000,
  // A test that passes only on the second run is reported as flaky.
  retries: 1,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1360, height: 860 },
    baseURL: `http://${address}`,
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { executablePath, args },
    permissions: ["clipboard-read", "clipboard-write"],
  },
  webServer: {
    command: `${program} serve --listen ${address} --log off`,
    url: `http://${address}/healthz`,
    reuseExistingServer: false,
  },
});
