import { createContext, type Ref } from "preact";
import type { Claim } from "../api/types";
import type { RecordRef } from "../state/ref";
import { useContext } from "preact/hooks";
import type { CitedSource } from "./numbering";

/** The numbers of the open site's sources. */
export const Numbers = createContext<ReadonlyMap<string, CitedSource>>(new Map());

export function useNumbers(): ReadonlyMap<string, CitedSource> {
  return useContext(Numbers);
}

/** The record that is open, with its claims in the order of its file; null where claims of several stand together. */
export const OpenRecord = createContext<{
  readonly record: RecordRef;
  readonly claims: readonly Claim[];
} | null>(null);

/** What the ids of sections and of the list of sources begin with: a panel stands beside a view with its own. */
export const SourceList = createContext("panel");

/** What a record's page is given: the record's id, and its heading, which takes the focus when the panel opens. */
export interface PageProps {
  readonly id: string;
  readonly heading: Ref<HTMLHeadingElement>;
}
