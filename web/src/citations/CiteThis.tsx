import { useEffect, useState } from "preact/hooks";
import { readVersion } from "../api/client";
import type { Site } from "../api/types";
import { date, t } from "../i18n";
import { siteName } from "../records/siteNames";
import { serverUnreachable } from "../state/failure";
import { bibliographyUrl, citationUrl } from "../state/page";
import { Copy } from "../common/Copy";
import { Section } from "./Section";

const FORMATS = [
  ["json", "CSL-JSON"],
  ["bib", "BibTeX"],
  ["ris", "RIS"],
] as const;

/** The dataset's version, requested once when a citation is first shown. */
let version: Promise<string | null> | null = null;

export function useVersion(): string | null {
  const [known, setKnown] = useState<string | null>(null);
  useEffect(() => {
    version ??= readVersion().catch(() => {
      version = null;
      return null;
    });
    void version.then(setKnown);
  }, []);
  return known;
}

/** A citation with version, access date and URL, and a button that copies it. */
function Citation({ what, address }: { what: string | null; address: string }) {
  const known = useVersion();
  const text = [
    what !== null && `“${what}”.`,
    known === null ? t("cite.dataset") : t("cite.datasetVersion", { version: known }),
    t("cite.accessed", { date: date(new Date().toISOString().slice(0, 10)), address }),
  ]
    .filter((part) => part !== false)
    .join(" ");
  return (
    <div class="citation">
      <p class="citation-text">{text}</p>
      <p>
        <Copy text={text} label="copy.citation" />
      </p>
    </div>
  );
}

export function CiteSite({ site }: { site: Site }) {
  const address = citationUrl({ kind: "site", id: site.id });
  return (
    <Section id="cite" heading={t("cite.site")}>
      <Citation what={siteName(site)} address={address} />
    </Section>
  );
}

/** The citation of the filtered dataset, and its bibliography as files. */
export function CiteShown() {
  return (
    <div class="cite-shown">
      <Citation what={null} address={citationUrl(null)} />
      {!serverUnreachable.value && (
        <p class="cite-files">
          {t("download.bibliography")}{" "}
          {FORMATS.map(([format, name]) => (
            <a key={format} href={bibliographyUrl(format)} download>
              {name}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}
