// All records that have claims, whatever their kind.

import { computed } from "@preact/signals";
import type { Claim } from "../api/types";
import { countryName, nameOf } from "../i18n";
import { agreements, countries, minerals, organizations, sources } from "../state/atlas";
import { siteById } from "../state/sites";
import { type RecordRef, sameRecord } from "../state/ref";

/** A record with its claims. */
export interface RecordClaims {
  readonly ref: RecordRef;
  readonly claims: readonly Claim[];
}

/** Every record that has claims. */
export const recordClaims = computed<readonly RecordClaims[]>(() => [
  ...[...siteById.value.values()].map(({ id, properties }): RecordClaims => ({
    ref: { kind: "site", id },
    claims: properties.claims,
  })),
  ...[...agreements.value.values()].map(({ id, properties }): RecordClaims => ({
    ref: { kind: "agreement", id },
    claims: properties.claims,
  })),
  ...[...countries.value.values()].map(({ id, claims }): RecordClaims => ({
    ref: { kind: "country", id },
    claims,
  })),
  ...[...organizations.value.values()].map(({ id, claims }): RecordClaims => ({
    ref: { kind: "organization", id },
    claims,
  })),
]);

/** A record's claims in the order of its file. */
export function claimsOf(ref: RecordRef): readonly Claim[] {
  return recordClaims.value.find((one) => sameRecord(one.ref, ref))?.claims ?? [];
}

export function recordExists({ kind, id }: RecordRef): boolean {
  const records = {
    ...{ site: siteById, agreement: agreements, organization: organizations },
    ...{ mineral: minerals, source: sources, country: countries },
  };
  return records[kind].value.has(id);
}

/** A record's name, or its id where the atlas has no such record. */
export function recordName({ kind, id }: RecordRef): string {
  const named = (record: Parameters<typeof nameOf>[0] | undefined): string =>
    record === undefined ? id : nameOf(record);
  switch (kind) {
    case "site":
      return named(siteById.value.get(id)?.properties);
    case "agreement":
      return named(agreements.value.get(id)?.properties);
    case "organization":
      return named(organizations.value.get(id));
    case "mineral":
      return named(minerals.value.get(id));
    case "source":
      return sources.value.get(id)?.title ?? id;
    case "country":
      return countries.value.has(id) ? named(countries.value.get(id)) : countryName(id);
  }
}

export const organizationName = (id: string): string => recordName({ kind: "organization", id });
export const mineralName = (id: string): string => recordName({ kind: "mineral", id });
