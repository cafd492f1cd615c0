// Reads the server's documents. Every address is the server's own.

import type * as server from "./api.gen";
import {
  type Agreement,
  type Country,
  type Mineral,
  type Organization,
  type SiteCollection,
  type Source,
  standing,
} from "./types";

/** The server could not be reached, or answered with an error: `detail` is its own word, if it gave one. */
export class Unreachable extends Error {
  constructor(
    readonly path: string,
    readonly detail: string | null,
  ) {
    super(detail ?? `no answer from ${path}`);
    this.name = "Unreachable";
  }
}

async function read<T>(path: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { accept: "application/geo+json, application/json" } });
  } catch {
    throw new Unreachable(path, null);
  }
  if (!response.ok) throw new Unreachable(path, await problem(response));
  try {
    return (await response.json()) as T;
  } catch {
    throw new Unreachable(path, null);
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
    // Not JSON: the status says what there is to say.
  }
  return `${response.status} ${response.statusText}`.trim();
}

export interface Atlas {
  collection: SiteCollection;
  minerals: Mineral[];
  organizations: Organization[];
  /** All of them: a cited source may retell one that no site cites. */
  sources: Source[];
  agreements: Agreement[];
  countries: Country[];
}

/** All that the list, the views and the panels need. */
export async function readAtlas(): Promise<Atlas> {
  const [collection, { minerals }, { organizations }, { sources }, { features: agreements }, { countries }] =
    await Promise.all([
      read<SiteCollection>("/collections/sites/items?limit=10000"),
      read<server.Minerals>("/minerals"),
      read<server.Organizations>("/organizations"),
      read<server.Sources>("/sources"),
      read<server.AgreementCollection>("/collections/agreements/items?limit=10000"),
      read<server.Countries>("/countries"),
    ]);
  return {
    ...{ collection, minerals, sources, agreements, countries },
    organizations: organizations.map(standing),
  };
}

/** The dataset's version, as the API's own description gives it. */
export async function readVersion(): Promise<string> {
  return (await read<{ info: { version: string } }>("/api")).info.version;
}

/** Whether the server answers at all. */
export async function answers(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
