// The HTML that embeds the page in another.

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** An iframe that fills the width available, at 16:9 and with a minimum height. */
export function embedCode(address: string, title: string): string {
  const style = "width:100%;aspect-ratio:16/10;min-height:24rem;border:0";
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" style="${style}" loading="lazy" allow="clipboard-write"></iframe>`;
}

/** Whether a content security policy forbids framing by any page; null where it has no such directive. */
export function framesNone(policy: string | null): boolean | null {
  const directive = /(?:^|;)\s*frame-ancestors\s+([^;]*)/.exec(policy ?? "");
  return directive === null ? null : directive[1]?.trim() === "'none'";
}
