import { useEffect, useState } from "preact/hooks";
import { readPage } from "../api/client";
import { withFilter } from "../api/cql2";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { CiteShown } from "../citations/CiteThis";
import { collection, total } from "../state/atlas";
import { reportFailure, serverUnreachable } from "../state/failure";
import { downloadUrl } from "../state/page";
import { matched, remote, shown } from "../state/sites";
import { saveShown } from "./saveLocal";

/** Formats with their names and descriptions, the most common first. */
const FORMATS = [
  ["gpkg", "GeoPackage", "download.gpkg"],
  ["geojson", "GeoJSON", "download.geojson"],
  ["csv", "CSV", "download.csv"],
  ["csv?excel=1", "CSV (Excel)", "download.csvExcel"],
  ["xlsx", "Excel", "download.xlsx"],
  ["kml", "KML", "download.kml"],
  ["parquet", "GeoParquet", "download.parquet"],
  ["fgb", "FlatGeobuf", "download.fgb"],
  ["jsonfg", "JSON-FG", "download.jsonfg"],
  ["geojsonl", "GeoJSON sequence", "download.geojsonl"],
] as const;

/** The format that cannot hold a site without a location. */
const PLACED_ONLY = "fgb";

/** How many of the shown sites have no location; 0 until the server has counted. */
function useUnlocated(): number {
  const server = remote.value;
  const query = server?.query.value;
  const [counted, setCounted] = useState(0);
  useEffect(() => {
    if (query === undefined) return;
    const stop = new AbortController();
    readPage(withFilter(query, "geometry IS NULL"), 0, 1, stop.signal).then(
      ({ numberMatched }) => setCounted(numberMatched),
      (error: unknown) => {
        if (!stop.signal.aborted) reportFailure(error);
      },
    );
    return () => stop.abort();
  }, [query]);
  return server === null ? shown.value.filter(({ geometry }) => geometry === null).length : counted;
}

/** What the download menu contains: every format, and how to cite the shown sites. */
export function DownloadContent() {
  const unlocated = useUnlocated();
  return (
    <div class="download-menu">
      <p>{t("download.shown", { shown: matched.value ?? 0, n: total.value })}</p>
      {serverUnreachable.value ? (
        <OfflineDownload />
      ) : (
        FORMATS.map(([format, name, hint]) => (
          <a key={format} href={downloadUrl(format)} download>
            <bdi>{name}</bdi>{" "}
            <span class="download-hint">
              {t(hint)}
              {format === PLACED_ONLY && unlocated > 0 && ` (${t("download.leavesOut", { n: unlocated })})`}
            </span>
          </a>
        ))
      )}
      <h2 class="download-heading">{t("cite.label")}</h2>
      <CiteShown />
    </div>
  );
}

/** What can be downloaded without the server. */
function OfflineDownload() {
  const all = collection.value;
  if (all === null) return <p>{t("download.offlinePaged")}</p>;
  return (
    <>
      <p>{t("download.offline")}</p>
      <button type="button" class="button button-small" onClick={() => saveShown(all, shown.peek())}>
        <Icon name="download" />
        <bdi>GeoJSON</bdi>
      </button>
    </>
  );
}
