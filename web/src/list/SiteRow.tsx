import type { Site } from "../api/types";
import { MineralIcon } from "../common/MineralIcon";
import { Name } from "../common/English";
import { Evidence } from "../common/Evidence";
import { Icon } from "../common/Icon";
import { nameOf, t, term } from "../i18n";
import { SiteMarker } from "../common/Marker";
import { isPlainClick } from "../records/RecordLink";
import { statusText } from "../claims/status";
import { minerals } from "../state/atlas";
import { hovered } from "../state/map";
import { openSite, selectedId, shownDay } from "../state/page";
import { otherNameOf } from "../records/names";
import { siteName } from "../records/siteNames";
import { rowHref } from "./rowState";

/** Further minerals are counted, not drawn. */
const MAX_ICONS = 3;

interface Props {
  site: Site;
  /** What this list says about the site. */
  note?: string;
}

/** A row of the list, in its initial state; `useRowState` updates it. */
export function SiteRow({ site, note }: Props) {
  const facts = site.properties;
  const open = (event: MouseEvent): void => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    openSite(site.id);
  };
  const other = otherNameOf(site.properties);
  return (
    <a
      class="row-link"
      id={`row-${site.id}`}
      href={rowHref(site.id)}
      aria-current={selectedId.peek() === site.id ? "true" : undefined}
      onClick={open}
      onMouseEnter={() => (hovered.value = site.id)}
      onMouseLeave={() => (hovered.value = null)}
      onFocus={() => (hovered.value = site.id)}
      onBlur={() => (hovered.value = null)}
    >
      <Markers site={site} />
      <span class="row-body">
        <span class="row-names">
          <span class="row-name">
            <Name>{siteName(site)}</Name>
          </span>
          {other !== null && (
            <span class="row-other">
              <Name lang={other.lang}>{other.name}</Name>
            </span>
          )}
        </span>
        <span class="row-facts">
          <span class="row-fact">{term("kind", facts.kind)}</span>
          <span class="row-fact">{statusText(facts, shownDay()) ?? t("list.statusUnknown")}</span>
        </span>
        <span class="row-facts">
          <Evidence level={facts.evidence} />
          <Mapped site={site} />
          {note !== undefined && <span class="row-note">{note}</span>}
        </span>
      </span>
    </a>
  );
}

function Mapped({ site }: { site: Site }) {
  if (site.geometry === null) {
    return (
      <span class="row-place">
        <Icon name="unmapped" />
        {t("list.unlocatedSite")}
      </span>
    );
  }
  if (site.geometry.type === "Point") return null;
  return (
    <span class="row-place">
      <Icon name="outline" />
      {t("list.approximateOutline")}
    </span>
  );
}

/** The site's marker, and below it the minerals after the first. */
function Markers({ site }: { site: Site }) {
  const ids = site.properties.minerals;
  const drawn = ids.length > MAX_ICONS + 1 ? ids.slice(0, MAX_ICONS) : ids;
  const rest = ids.length - drawn.length;
  const names = ids.map((id) => {
    const record = minerals.value.get(id);
    return record === undefined ? id : nameOf(record);
  });
  return (
    <span class="row-markers">
      <SiteMarker site={site} />
      <span class="row-icons-more">
        {drawn.slice(1).map((id) => (
          <MineralIcon key={id} mineral={id} small />
        ))}
        {rest > 0 && (
          <span class="row-rest" aria-hidden="true">
            +{rest}
          </span>
        )}
      </span>
      <span class="unseen">{names.length > 0 ? `${names.join(", ")}.` : `${t("list.noMineral")}.`}</span>
    </span>
  );
}
