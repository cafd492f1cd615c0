// Prints the fact sheet of a site, with as many claims as fit on one page.

import { render } from "preact";
import { readVersion } from "../api/client";
import type { Claim, Site } from "../api/types";
import { citationUrl } from "../state/page";
import { locatorOf } from "./locator";
import { byNeed, chosen } from "./order";
import { Sheet, type SheetProps } from "./Sheet";

/** The height between the margins, less a reserve because print can be longer than the screen. */
const HEIGHT_MM = 266;
const PER_MM = 96 / 25.4;

/** The class of the root element while a sheet is printed. */
const PRINTS = "prints-sheet";

let printing = false;

export async function printSheet(site: Site): Promise<void> {
  if (printing) return;
  printing = true;
  try {
    const version = await readVersion().catch(() => null);
    const map = await locatorOf(site).catch(() => null);
    const host = document.createElement("div");
    host.className = "sheet-host";
    document.body.append(host);
    const address = citationUrl({ kind: "site", id: site.id });
    const image = map === null ? null : URL.createObjectURL(map);
    const today = new Date().toISOString().slice(0, 10);
    await fit(host, { ...{ site, address, version, today }, map: image });
    print(() => {
      render(null, host);
      host.remove();
      if (image !== null) URL.revokeObjectURL(image);
    });
  } finally {
    printing = false;
  }
}

/** Renders as many claims as fit, the most important first. */
async function fit(host: HTMLElement, props: Omit<SheetProps, "claims">): Promise<void> {
  const claims = byNeed(props.site.properties.claims);
  const show = (kept: readonly Claim[]): void => render(<Sheet {...props} claims={kept} />, host);
  show(claims);
  // Fonts and images that load later would change the height.
  await document.fonts.ready;
  await Promise.all([...host.querySelectorAll("img")].map((image) => image.decode().catch(() => undefined)));
  show(
    chosen(claims, (kept) => {
      show(kept);
      return host.scrollHeight <= HEIGHT_MM * PER_MM;
    }),
  );
}

function print(after: () => void): void {
  const root = document.documentElement;
  root.classList.add(PRINTS);
  window.addEventListener(
    "afterprint",
    () => {
      root.classList.remove(PRINTS);
      after();
    },
    { once: true },
  );
  window.print();
}
