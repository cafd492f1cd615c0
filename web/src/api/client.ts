// Reads the server's documents.

import { noteCached } from "../cache/state";
import { onHost } from "../root";
import type * as server from "./api.gen";
import {
  type Agreement,
  type Country,
  type Mineral,
  type Organization,
  type Site,
  type SiteCollection,
  type Source,
  withEvidence,
} from "./types";

/** The server was unreachable, or responded with an error, whose explanation is `detail`. */
export class RequestError extends Error {
  constructor(
    readonly path: string,
    readonly detail: string | null,
    /** The HTTP status; null if there was no response. */
    readonly status: number | null = null,
  ) {
    super(detail ?? `no response from ${path}`);
    this.name = "Unreachable";
  }
}

/** The `Accept` header of requests. */
export const ACCEPT = "application/geo+json, application/json";

async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(onHost(path), {
      headers: { accept: ACCEPT },
      ...(signal && { signal }),
    });
  } catch {
    throw new RequestError(path, null);
  }
  if (!response.ok) throw new RequestError(path, await problem(response), response.status);
  noteCached(response);
  try {
    return (await response.json()) as T;
  } catch {
    throw new RequestError(path, null);
  }
}

/** The detail of an RFC 9457 problem, else the status line. */
async function problem(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json();
    if (typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string") {
      return body.detail;
    }
  } catch {
    // Not JSON: fall back to the status line.
  }
  return `${response.status} ${response.statusText}`.trim();
}

/** An atlas with more sites is read page by page. */
const MAX_WHOLE = 5000;

const ITEMS = "/collections/sites/items";

export interface Atlas {
  /** The number of sites. */
  total: number;
  /** The licence and the credit of the data. */
  terms: Pick<SiteCollection, "license" | "attribution">;
  /** All sites; null if there are too many to load at once. */
  collection: SiteCollection | null;
  /** The bounding box of sites that are read page by page: west, south, east, north. */
  extent: [number, number, number, number] | null;
  /** The days up to today on which any fact changes, ascending. */
  days: readonly string[];
  minerals: Mineral[];
  organizations: Organization[];
  /** The sources: at first those that the sites cite, which come with them, then all (see `readSources`). */
  sources: readonly Source[];
  agreements: Agreement[];
  countries: Country[];
}

/** What depends on the day whose facts are shown. */
type Dated = Pick<Atlas, "collection" | "agreements">;

const onDay = (day: string | null): string => (day === null ? "" : `&as_of=${day}`);

/** The agreements, and the sites if there are few enough to load at once, as of a day. */
export async function readDated(day: string | null, whole: boolean, signal?: AbortSignal): Promise<Dated> {
  const query = `?limit=10000${onDay(day)}`;
  const [collection, { features: agreements }] = await Promise.all([
    whole ? read<SiteCollection>(`${ITEMS}${query}`, signal) : null,
    read<server.AgreementCollection>(`/collections/agreements/items${query}`, signal),
  ]);
  return { collection, agreements };
}

/** The number of sites, their terms, their bounding box and the days of changes. */
async function readExtent(): Promise<Pick<Atlas, "total" | "terms" | "extent" | "days">> {
  const [{ numberMatched: total, license, attribution }, { extent }] = await Promise.all([
    read<SiteCollection>(`${ITEMS}?limit=1`),
    read<server.Collection>("/collections/sites"),
  ]);
  const box = total > MAX_WHOLE ? (extent?.spatial?.bbox[0] ?? null) : null;
  const terms = { attribution, ...(license !== undefined && { license }) };
  return { total, terms, extent: box, days: extent?.temporal?.grid.coordinates ?? [] };
}

/** Everything that the list, the views and the panels need, as of a day. */
export async function readAtlas(day: string | null): Promise<Atlas> {
  const found = readExtent();
  const dated = found.then(({ total }) => readDated(day, total <= MAX_WHOLE));
  const [about, then, { minerals }, { organizations }, { countries }] = await Promise.all([
    found,
    dated,
    read<server.Minerals>("/minerals"),
    read<server.Organizations>("/organizations"),
    read<server.Countries>("/countries"),
  ]);
  const sources = then.collection?.sources ?? (await readSources());
  return {
    ...about,
    ...then,
    ...{ minerals, sources, countries },
    organizations: organizations.map(withEvidence),
  };
}

/** All sources: also those that only agreements or countries cite, or from which others derive. */
export async function readSources(): Promise<readonly Source[]> {
  return (await read<server.Sources>("/sources")).sources;
}

/** A page of the sites that pass the filters, in order of name. */
export function readPage(
  filters: string,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<SiteCollection> {
  const paging = `sortby=name&limit=${limit}&offset=${offset}`;
  return read(`${ITEMS}?${filters === "" ? "" : `${filters}&`}${paging}`, signal);
}

export type ServerFacets = server.FacetsDocument["facets"];

export async function readFacets(filters: string, signal?: AbortSignal): Promise<ServerFacets> {
  const path = `/collections/sites/facets${filters === "" ? "" : `?${filters}`}`;
  return (await read<server.FacetsDocument>(path, signal)).facets;
}

/** One site; null if there is none with that id. */
export async function readSite(id: string): Promise<Site | null> {
  try {
    return await read<Site>(`${ITEMS}/${encodeURIComponent(id)}`);
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return null;
    throw error;
  }
}

/** The dataset's version, from the API description. */
export async function readVersion(): Promise<string> {
  return (await read<{ info: { version: string } }>("/api")).info.version;
}

/** Where to report errors in this atlas; null if the atlas names no address. */
export async function readReportAddress(): Promise<string | null> {
  const { links } = await read<server.Landing>("/?f=json");
  return links.find(({ rel }) => rel === "help")?.href ?? null;
}

export async function isServerUp(): Promise<boolean> {
  try {
    return (await fetch(onHost("/healthz"), { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
