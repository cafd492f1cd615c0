// A report of an error in a fact, ready to be sent. Pure.

import type { Claim, Source } from "../api/types";
import type { RecordRef } from "../state/ref";

export interface Reported {
  readonly record: RecordRef;
  /** What the record is called. */
  readonly name: string;
  readonly claim: Claim;
  /** Its place among the record's claims, from 0. */
  readonly index: number;
  readonly sources: ReadonlyMap<string, Source>;
  /** The dataset's version; null where it is not known. */
  readonly version: string | null;
  /** The whole address of the record in the page. */
  readonly address: string;
}

/** What the reader adds. */
export interface Said {
  readonly wrong: string;
  readonly right: string;
}

export interface Report {
  readonly title: string;
  readonly body: string;
}

/** Where a claim stands in its record's file: a JSON Pointer (RFC 6901). Features hold their claims in `properties`. */
export function pointer({ kind }: RecordRef, index: number): string {
  return kind === "site" ? `/properties/claims/${index}` : `/claims/${index}`;
}

/** The claim as its file has it: without what is computed. */
function written({ evidence: _computed, ...claim }: Claim): string {
  return JSON.stringify(claim, null, 2);
}

/** In English, which those who keep the data read. */
export function reportText(
  { record, name, claim, index, sources, version, address }: Reported,
  said: Said,
): Report {
  const cited = claim.cite.map(({ source }) => {
    const known = sources.get(source);
    return `- ${source}${known === undefined ? "" : `: ${known.title}`}`;
  });
  return {
    title: `${name}: ${claim.about} (${record.kind} ${record.id}, claim ${index + 1})`,
    body: [
      `Record: ${record.kind} ${record.id} (${name})`,
      `Claim: ${pointer(record, index)}`,
      `Page: ${address}`,
      `Dataset: ${version === null ? "version not known" : `version ${version}`}`,
      "",
      "What is wrong:",
      said.wrong.trim() || "(not said)",
      "",
      "What is right, and where that is said:",
      said.right.trim() || "(not said)",
      "",
      "The claim as it stands:",
      written(claim),
      "",
      "Its sources:",
      ...cited,
    ].join("\n"),
  };
}

/** Where to send it: the project's address with the report in it. Null where that is no address of the web or of mail. */
export function sendAddress(project: string, { title, body }: Report): string | null {
  if (!/^(https?|mailto):/.test(project)) return null;
  const filled = { title: encodeURIComponent(title), body: encodeURIComponent(body) };
  if (project.includes("{body}")) {
    return project.replaceAll("{title}", filled.title).replaceAll("{body}", filled.body);
  }
  return project.startsWith("mailto:") ? `${project}?subject=${filled.title}&body=${filled.body}` : project;
}
