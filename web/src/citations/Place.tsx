import type { At, Citation, Source } from "../api/types";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { passageAddress } from "./passage";

interface Props {
  citation: Citation;
  source: Source | undefined;
  /** Omits the text of the passage. */
  short?: boolean;
}

/** A place in a source: its position, the passage, the speaker quoted, and a link. */
export function Place({ citation, source, short = false }: Props) {
  const { passage, attributed_to: speaker } = citation;
  const address = passage === undefined || source === undefined ? null : passageAddress(source, passage);
  const at = whereIn(citation.at);
  return (
    <>
      {at !== null && <span>{at}</span>}
      {passage !== undefined && !short && (
        <q lang={source?.language} dir="auto">
          {passage.start} … {passage.end}
        </q>
      )}
      {passage === undefined && !short && !isRecord(citation.at) && (
        <span class="source-unknown">{t("sources.noPassage")}</span>
      )}
      {speaker !== undefined && !short && <span>{t("sources.quotes", { name: speaker })}</span>}
      {address !== null && <Outward address={address}>{t("sources.passage")}</Outward>}
    </>
  );
}

/** Whether it is a record of a dataset, which has no passages. */
const isRecord = (place: At | undefined): boolean => typeof place === "object" && "record" in place;

function whereIn(place: At | undefined): string | null {
  if (place === undefined) return null;
  if (typeof place === "string") return place;
  if ("paragraph" in place) return t("sources.paragraph", { n: place.paragraph });
  if ("page" in place) return t("sources.page", { n: place.page });
  return t("sources.record", { id: place.record });
}

/** A link to another server, to which the page itself never sends a request. */
export function Outward({ address, children }: { address: string; children: string }) {
  return (
    <a class="outward" href={address} target="_blank" rel="noopener noreferrer">
      {children}
      <Icon name="away" />
      <span class="unseen"> ({t("page.newWindow")})</span>
    </a>
  );
}
