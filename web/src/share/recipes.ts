// Commands that read the filtered sites from other programs.

type RecipeName = "curl" | "python" | "qgis";

interface Recipe {
  readonly name: RecipeName;
  readonly text: string;
}

const FOLDER = "collections/sites";

/** The API URL of the sites shown, sorted by name. `root` is the URL of the atlas and ends with a slash; `query` begins with `?` or is empty. */
export function apiUrl(root: string, query: string, box: readonly number[] | null): string {
  return `${root}${FOLDER}/items${joined(query, box, "limit=10000")}`;
}

function joined(query: string, box: readonly number[] | null, rest = ""): string {
  const near = box === null ? "" : `bbox=${box.map((degrees) => degrees.toFixed(4)).join(",")}`;
  const parts = [query.slice(1), near, rest].filter((part) => part !== "");
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** Quotes a word for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Commands that read the sites shown, ready to run. */
export function recipes(root: string, query: string, box: readonly number[] | null): Recipe[] {
  const file = (format: string): string => `${root}${FOLDER}/download.${format}${joined(query, box)}`;
  return [
    { name: "curl", text: `curl --fail --output sites.geojson ${quoted(file("geojson"))}` },
    {
      name: "python",
      text: [
        "import geopandas",
        "",
        `sites = geopandas.read_file(${JSON.stringify(file("gpkg"))})`,
        `print(sites[["name", "status", "minerals", "operators"]])`,
      ].join("\n"),
    },
    {
      name: "qgis",
      text: `iface.addVectorLayer(${JSON.stringify(`/vsicurl_streaming/${file("geojson")}`)}, "Oreatlas", "ogr")`,
    },
  ];
}
