// Files that the page itself creates: downloads from loaded data while the server is unreachable, and images.

import type { Site, SiteCollection } from "../api/types";

/** A part of a collection with the cited sources, as in the server's download. */
function some(collection: SiteCollection, ids: ReadonlySet<string>): Omit<SiteCollection, "links"> {
  const { links: _, ...rest } = collection;
  const features = rest.features.filter(({ id }) => ids.has(id));
  const cited = new Set(features.flatMap(({ properties }) => properties.sources));
  return {
    ...rest,
    ...{ numberMatched: features.length, numberReturned: features.length, features },
    sources: rest.sources.filter(({ id }) => cited.has(id)),
  };
}

function saveGeojson(content: object, name: string): void {
  save(new Blob([JSON.stringify(content)], { type: "application/geo+json" }), `${name}.geojson`);
}

export function saveShown(collection: SiteCollection, shown: readonly Site[]): void {
  saveGeojson(some(collection, new Set(shown.map(({ id }) => id))), "oreatlas-sites");
}

export function saveSite(collection: SiteCollection, id: string): void {
  const site = collection.features.find((feature) => feature.id === id);
  if (site !== undefined) saveGeojson(site, id);
}

/** Saves a file that the page created. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Leaves time for a browser that asks where to save.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
