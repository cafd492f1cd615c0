import { useEffect, useRef } from "preact/hooks";
import { statusText } from "../claims/status";
import { Evidence } from "../common/Evidence";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { Count } from "../list/SiteList";
import { recordName } from "../records/recordClaims";
import { ready } from "../state/atlas";
import { openRecord, openRef, shareUrl, shownDay } from "../state/page";
import type { RecordRef } from "../state/ref";
import { siteById } from "../state/sites";

/** The open record in a line below an embedded map. It takes the focus from the list, which covers the map. */
function EmbedCard({ record }: { record: RecordRef }) {
  const card = useRef<HTMLElement>(null);
  const site = record.kind === "site" ? siteById.value.get(record.id)?.properties : undefined;
  useEffect(() => {
    if (document.activeElement?.closest(".listing")) card.current?.focus();
  }, [record]);
  return (
    <aside class="embed-card" ref={card} tabIndex={-1} aria-label={recordName(record)}>
      <h1>{recordName(record)}</h1>
      {site !== undefined && (
        <>
          <span class="aside">{statusText(site, shownDay()) ?? t("list.statusUnknown")}</span>
          <Evidence level={site.evidence} />
        </>
      )}
      <button type="button" class="icon-button" aria-label={t("page.close")} onClick={() => openRecord(null)}>
        <Icon name="close" />
      </button>
    </aside>
  );
}

/** The footer of an embedded map: the open record or the count of sites, and a link to the full page. */
export function EmbedFoot() {
  return (
    <footer class="embed-foot">
      {openRef.value === null || !ready.value ? (
        <>
          <h1 class="unseen">{document.title}</h1>
          <Count />
        </>
      ) : (
        <EmbedCard record={openRef.value} />
      )}
      <a class="button button-small" href={shareUrl()} target="_blank" rel="noopener">
        <strong class="embed-name">Oreatlas</strong>
        <Icon name="away" />
        <span class="unseen">
          {" "}
          {t("embed.open")} ({t("page.newWindow")})
        </span>
      </a>
    </footer>
  );
}
