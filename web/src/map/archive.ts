import { addProtocol, removeProtocol } from "maplibre-gl";
import { PMTiles, Protocol, type RangeResponse, type Source } from "pmtiles";

export type ArchiveName = "basemap" | "relief";

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

/** Held whole in memory: two files of about a megabyte each, and then no view needs the network again. */
class InMemory implements Source {
  private whole: Promise<ArrayBuffer> | undefined;

  constructor(
    private readonly name: ArchiveName,
    private readonly url: string,
  ) {}

  getKey(): string {
    return this.name;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    this.whole ??= this.load();
    return { data: (await this.whole).slice(offset, offset + length) };
  }

  private async load(): Promise<ArrayBuffer> {
    try {
      const response = await fetch(this.url);
      if (!response.ok) throw new Error(`${this.url}: ${response.status}`);
      return await response.arrayBuffer();
    } catch (error) {
      this.whole = undefined; // so that the next tile tries again
      throw error;
    }
  }
}

const protocol = new Protocol();
const present = new Map<ArchiveName, string>();
for (const name of ["basemap", "relief"] as const) {
  const url = fileOf(name);
  if (url === undefined) continue;
  protocol.add(new PMTiles(new InMemory(name, url)));
  present.set(name, `${SCHEME}://${name}`);
}

/** The address by which a style names an archive; undefined where that archive was not built. */
export function archive(name: ArchiveName): string | undefined {
  return present.get(name);
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
