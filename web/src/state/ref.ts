// What can be opened beside the list: a record of the dataset, by its kind and id. Pure.

export const RECORD_KINDS = ["site", "agreement", "organization", "mineral", "source", "country"] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: string;
}

export function sameRecord(a: RecordRef | null, b: RecordRef | null): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}

/** `organization:barrick`, as addresses write it; null where it is nothing of the kind. */
export function parseRef(text: string | null): RecordRef | null {
  const [name, ...rest] = (text ?? "").split(":");
  const kind = RECORD_KINDS.find((known) => known === name);
  const id = rest.join(":");
  return kind === undefined || id === "" ? null : { kind, id };
}

export function formatRef({ kind, id }: RecordRef): string {
  return `${kind}:${id}`;
}
