import { signal } from "@preact/signals";
import { createContext, type Ref } from "preact";
import type { Claim } from "../api/types";
import type { RecordRef } from "../state/ref";
import { useContext } from "preact/hooks";
import type { CitedSource } from "../claims/numbering";

/** The numbered sources of the open record. */
export const Numbers = createContext<ReadonlyMap<string, CitedSource>>(new Map());

export function useNumbers(): ReadonlyMap<string, CitedSource> {
  return useContext(Numbers);
}

/** The open record, with its claims in the order of its file; null where claims of several records are shown. */
export const OpenRecord = createContext<{
  readonly record: RecordRef;
  readonly claims: readonly Claim[];
} | null>(null);

/** A prefix for element ids, because a panel and a view can each show a list of sources. */
export const SourceList = createContext("panel");

/** The properties of a record's page. The heading takes the focus when the panel opens. */
export interface PageProps {
  readonly id: string;
  readonly heading: Ref<HTMLHeadingElement>;
}

/** The citation that was followed: the reader can return to it. */
export const cameFrom = signal<HTMLElement | null>(null);

/** The id of the entry that a citation led to. */
export const followed = signal<string | null>(null);
