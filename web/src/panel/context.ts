import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CitedSource } from "./numbering";

/** The numbers of the open site's sources. */
export const Numbers = createContext<ReadonlyMap<string, CitedSource>>(new Map());

export function useNumbers(): ReadonlyMap<string, CitedSource> {
  return useContext(Numbers);
}
