import { addProtocol, removeProtocol } from "maplibre-gl";
import { FetchSource, PMTiles, Protocol, type RangeResponse, type Source } from "pmtiles";

const ARCHIVES = ["basemap", "relief", "terrain", "world"] as const;

export type ArchiveName = (typeof ARCHIVES)[number];

const SCHEME = "pmtiles";

// A glob, not an import: the page still builds, on a plain background, where the basemap was not made.
const files = import.meta.glob<string>("../../basemap/out/*.pmtiles", {
  query: "?url",
  import: "default",
  eager: true,
});

function fileOf(name: ArchiveName): string | undefined {
  return files[`../../basemap/out/${name}.pmtiles`];
}

/** Read in pieces by the first view that wants it, and then held whole: no view needs the network again. */
class CachedSource implements Source {
  private readonly far: FetchSource;
  private whole: Promise<ArrayBuffer> | undefined;
  private held: ArrayBuffer | undefined;
  private asked = false;

  constructor(
    private readonly name: ArchiveName,
    private readonly url: string,
  ) {
    this.far = new FetchSource(url);
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
    this.asked = true;
    const whole = this.held ?? (this.whole && (await this.whole.catch(() => undefined)));
    if (whole) return { data: whole.slice(offset, offset + length) };
    return this.far.getBytes(offset, length, signal, etag);
  }

  /** Fetches the whole of it, if anything of it was asked for; what cannot be had now is asked for in pieces, and whole the next time. */
  async keep(): Promise<void> {
    if (!this.asked) return;
    this.whole ??= this.load();
    try {
      this.held = await this.whole;
    } catch {
      this.whole = undefined;
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
  const kept = new CachedSource(name, url);
  archives.push(kept);
  protocol.add(new PMTiles(kept));
  present.set(name, `${SCHEME}://${name}`);
}

/** The address by which a style names an archive; undefined where that archive was not built. */
export function archive(name: ArchiveName): string | undefined {
  return present.get(name);
}

/** Has every archive held whole that was asked for, so that the map goes on when the network is gone. */
export function cacheArchives(): void {
  for (const kept of archives) void kept.keep();
}

let maps = 0;

/** Makes archives readable to MapLibre until the returned function is called. */
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
