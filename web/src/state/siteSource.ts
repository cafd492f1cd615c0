// What the page needs of its sites, whether all of them are in memory or the server holds most of them.

import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Site } from "../api/types";
import type { FacetValue } from "./facets";
import { type Facet } from "./facets";

/** Sites per page of the list. */
export const PAGE_SIZE = 100;

export interface SiteSource {
  /** The sites in memory, as the server sent them. */
  readonly loaded: ReadonlySignal<readonly Site[]>;
  /** How many sites pass the filters; null until counted. */
  readonly matched: ReadonlySignal<number | null>;
  /** A facet's values, with the number of sites that each would show under the other filters. */
  facetValues(facet: Facet): FacetValue[];
  /** Whether a site has been requested and has not arrived. */
  isLoading(id: string): boolean;
  /** Where most sites are on the server; null if all of them are in memory. */
  readonly remote: RemoteSites | null;
}

/** An atlas too large to hold in memory: the server filters, counts and pages it, and draws it as vector tiles. */
export interface RemoteSites {
  /** The current filters as URL parameters, settled after typing. */
  readonly query: ReadonlySignal<string>;
  /** The filters for vector tiles: `query`, or the last one that succeeded if `query` failed. */
  readonly tileQuery: ReadonlySignal<string>;
  /** The pages of the list read so far; null until the first arrives. */
  readonly pages: ReadonlySignal<Pages | null>;
  readonly loadingMore: ReadonlySignal<boolean>;
  /** Reads the list's next page. */
  loadMore(): Promise<void>;
  /** Sites near the chosen place, which the near list reads. */
  readonly nearby: Signal<readonly Site[]>;
  /** Keeps sites that were read outside the list. */
  add(sites: readonly Site[]): void;
}

export interface Pages {
  readonly query: string;
  readonly matched: number;
  /** In order of name. */
  readonly sites: readonly Site[];
}
