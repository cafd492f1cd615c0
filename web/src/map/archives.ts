import { addProtocol, removeProtocol } from "maplibre-gl";
import { FetchSource, PMTiles, Protocol, type RangeResponse, type Source } from "pmtiles";

const ARCHIVES = ["basemap", "relief", "terrain", "world"] as const;

type ArchiveName = (typeof ARCHIVES)[number];

const SCHEME = "pmtiles";

// A glob, so that the page also builds without a basemap, on a plain background.
const urls = import.meta.glob<string>("../../basemap/out/*.pmtiles", {
  query: "?url",
  import: "default",
  eager: true,
});

function fileOf(name: ArchiveName): string | undefined {
  return urls[`../../basemap/out/${name}.pmtiles`];
}

/** Reads ranges for the first view, then keeps the archive in memory, so that later views need no network. */
class CachedSource implements Source {
  private readonly ranges: FetchSource;
  private download: Promise<ArrayBuffer> | undefined;
  private bytes: ArrayBuffer | undefined;
  private used = false;

  constructor(
    private readonly name: ArchiveName,
    private readonly url: string,
  ) {
    this.ranges = new FetchSource(url);
  }

  getKey(): string {
    return this.name;
  }

  async getBytes(
    offset: number,
    length: number,
    signal?: AbortSignal,
    etag?: string,
  ): Promise<RangeResponse> {
    this.used = true;
    const bytes = this.bytes ?? (this.download && (await this.download.catch(() => undefined)));
    if (bytes) return { data: bytes.slice(offset, offset + length) };
    return this.ranges.getBytes(offset, length, signal, etag);
  }

  /** Fetches the whole archive if any of it was used. After a failure, ranges are read until the next call succeeds. */
  async cache(): Promise<void> {
    if (!this.used) return;
    this.download ??= this.load();
    try {
      this.bytes = await this.download;
    } catch {
      this.download = undefined;
    }
  }

  private async load(): Promise<ArrayBuffer> {
    const response = await fetch(this.url);
    if (!response.ok) throw new Error(`${this.url}: ${response.status}`);
    return response.arrayBuffer();
  }
}

const protocol = new Protocol();
const archives: CachedSource[] = [];
const present = new Map<ArchiveName, string>();
for (const name of ARCHIVES) {
  const url = fileOf(name);
  if (url === undefined) continue;
  const source = new CachedSource(name, url);
  archives.push(source);
  protocol.add(new PMTiles(source));
  present.set(name, `${SCHEME}://${name}`);
}

/** The URL of an archive in a style; undefined if it was not built. */
export function archive(name: ArchiveName): string | undefined {
  return present.get(name);
}

/** Caches every archive in use, so that the map works offline. */
export function cacheArchives(): void {
  for (const source of archives) void source.cache();
}

let maps = 0;

/** Lets MapLibre read archives until the returned function is called. */
export function openArchives(): () => void {
  if (maps === 0) addProtocol(SCHEME, protocol.tile);
  maps += 1;
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    maps -= 1;
    if (maps === 0) removeProtocol(SCHEME);
  };
}
