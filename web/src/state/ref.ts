// A reference to a record of the dataset, as panels show them. Pure.

const RECORD_KINDS = ["site", "agreement", "organization", "mineral", "source", "country"] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: string;
}

export function sameRecord(a: RecordRef | null, b: RecordRef | null): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}

/** Parses a reference such as `organization:barrick` in a URL; null if invalid. */
export function parseRef(text: string | null): RecordRef | null {
  const [name, ...rest] = (text ?? "").split(":");
  const kind = RECORD_KINDS.find((known) => known === name);
  const id = rest.join(":");
  return kind === undefined || id === "" ? null : { kind, id };
}

export function formatRef({ kind, id }: RecordRef): string {
  return `${kind}:${id}`;
}
