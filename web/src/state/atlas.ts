// What was read from the server.

import { batch, computed, effect, signal } from "@preact/signals";
import { type Atlas, readAtlas, readDated, readSources, RequestError } from "../api/client";
import type { Agreement, Country, Mineral, Organization, SiteCollection, Source } from "../api/types";
import { cachedSince, cachedResponseCount } from "../cache/state";
import { failure, reportFailure } from "./failure";
import { asOf } from "./page";
import { afterFirstMap } from "./scheduling";

const atlas = signal<Atlas | null>(null);

/** The day whose facts are shown; null for today. */
export const shownDay = signal<string | null>(null);

/** The sites of the day shown before; null until the reader has changed the day. */
export const earlier = signal<{ day: string | null; collection: SiteCollection | null } | null>(null);

/** When the atlas was last read. */
export const loadedAt = signal(new Date());

export const loading = signal(false);
export const ready = computed(() => atlas.value !== null);

/** Reads everything again. What is shown stays until all of it has arrived. */
export async function load(): Promise<void> {
  if (loading.value) return;
  loading.value = true;
  try {
    const before = cachedResponseCount();
    const [found, day] = await readBest(asOf.peek());
    batch(() => {
      atlas.value = found;
      shownDay.value = day;
      loadedAt.value = new Date();
      failure.value = null;
      if (cachedResponseCount() === before) cachedSince.value = null;
    });
    // Neither the list nor the map needs them, and they would be a tenth of the bytes of the first view.
    if (found.collection !== null) afterFirstMap(readOtherSources);
  } catch (error) {
    reportFailure(error);
  } finally {
    loading.value = false;
  }
}

function readOtherSources(): void {
  readSources().then((sources) => {
    if (atlas.value !== null) atlas.value = { ...atlas.value, sources };
  }, reportFailure);
}

/** The atlas on a day; if the server is unreachable and nothing is shown yet, as it is today. */
async function readBest(day: string | null): Promise<[Atlas, string | null]> {
  try {
    return [await readAtlas(day), day];
  } catch (error) {
    const unreachable = error instanceof RequestError && error.status === null;
    if (day === null || ready.peek() || !unreachable) throw error;
    return [await readAtlas(null), null];
  }
}

effect(() => {
  const day = asOf.value;
  const before = ready.value ? atlas.peek() : null;
  if (before === null || day === shownDay.value) return;
  const stop = new AbortController();
  readDated(day, before.collection !== null, stop.signal).then(
    (dated) => {
      batch(() => {
        earlier.value = { day: shownDay.peek(), collection: before.collection };
        atlas.value = { ...(atlas.peek() ?? before), ...dated };
        shownDay.value = day;
        failure.value = null;
      });
    },
    (error: unknown) => {
      if (!stop.signal.aborted) reportFailure(error);
    },
  );
  return () => stop.abort();
});

export function byId<T extends { id: string }>(records: readonly T[] | undefined): ReadonlyMap<string, T> {
  return new Map((records ?? []).map((record) => [record.id, record]));
}

/** All sites with their sources, as the server sent them; null if there are too many to load at once. */
export const collection = computed(() => atlas.value?.collection ?? null);

export const minerals = computed(() => byId<Mineral>(atlas.value?.minerals));
export const organizations = computed(() => byId<Organization>(atlas.value?.organizations));
export const sources = computed(() => byId<Source>(atlas.value?.sources));
export const agreements = computed(() => byId<Agreement>(atlas.value?.agreements));
export const countries = computed(() => byId<Country>(atlas.value?.countries));

/** The licence and the credit of the data. */
export const terms = computed(() => atlas.value?.terms ?? null);

/** How many sites the atlas has. */
export const total = computed(() => atlas.value?.total ?? 0);

/** The days up to today on which any fact changes, ascending. */
export const changeDays = computed<readonly string[]>(() => atlas.value?.days ?? []);

/** The bounding box of an atlas that is too large to load at once. */
export const extent = computed(() => atlas.value?.extent ?? null);
