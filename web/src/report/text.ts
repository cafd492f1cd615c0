// The text of an error report.

import type { Claim, Source } from "../api/types";
import type { RecordRef } from "../state/ref";

interface ReportedClaim {
  readonly record: RecordRef;
  /** The record's name. */
  readonly name: string;
  readonly claim: Claim;
  readonly sources: ReadonlyMap<string, Source>;
  /** The dataset's version; null where unknown. */
  readonly version: string | null;
  /** The record's URL on the page. */
  readonly address: string;
}

/** What the reader entered. */
interface Correction {
  readonly wrong: string;
  readonly right: string;
}

export interface Report {
  readonly title: string;
  readonly body: string;
}

/** The claim as in its file, without its computed evidence. */
function written({ evidence: _computed, ...claim }: Claim): string {
  return JSON.stringify(claim, null, 2);
}

/** The report, in English for the curators. */
export function reportText(
  { record, name, claim, sources, version, address }: ReportedClaim,
  correction: Correction,
): Report {
  const cited = claim.cite.map(({ source }) => {
    const known = sources.get(source);
    return `- ${source}${known === undefined ? "" : `: ${known.title}`}`;
  });
  return {
    title: `${name}: ${claim.about} (${record.kind} ${record.id}, claim ${claim.id})`,
    body: [
      `Record: ${record.kind} ${record.id} (${name})`,
      `Claim: ${claim.id} (${claim.about})`,
      `Page: ${address}`,
      `Dataset: ${version === null ? "version not known" : `version ${version}`}`,
      "",
      "What is wrong:",
      correction.wrong.trim() || "(not stated)",
      "",
      "What is correct, and its source:",
      correction.right.trim() || "(not stated)",
      "",
      "The claim in the dataset:",
      written(claim),
      "",
      "Its sources:",
      ...cited,
    ].join("\n"),
  };
}

/** The project's address with the report filled in; null where it is neither a web nor a mail address. */
export function sendAddress(project: string, { title, body }: Report): string | null {
  if (!/^(https?|mailto):/.test(project)) return null;
  const filled = { title: encodeURIComponent(title), body: encodeURIComponent(body) };
  if (project.includes("{body}")) {
    return project.replaceAll("{title}", filled.title).replaceAll("{body}", filled.body);
  }
  return project.startsWith("mailto:") ? `${project}?subject=${filled.title}&body=${filled.body}` : project;
}
