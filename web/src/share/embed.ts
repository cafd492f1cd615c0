// The code by which another page shows this one. Pure.

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** An iframe as wide as its place, in the shape of a wide picture, and never lower than its words need. */
export function embedCode(address: string, title: string): string {
  const style = "width:100%;aspect-ratio:16/10;min-height:24rem;border:0";
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" style="${style}" loading="lazy" allow="clipboard-write"></iframe>`;
}

/** Whether a content security policy lets no page frame it; null where it says nothing of that. */
export function framesNone(policy: string | null): boolean | null {
  const said = /(?:^|;)\s*frame-ancestors\s+([^;]*)/.exec(policy ?? "");
  return said === null ? null : said[1]?.trim() === "'none'";
}
