import type { Ref } from "preact";
import type { Site, StatusClaim } from "../api/types";
import { MineralIcon } from "../common/MineralIcon";
import { Name } from "../common/English";
import { Evidence } from "../common/Evidence";
import { EvidenceLevels } from "../common/EvidenceLevels";
import { t, term } from "../i18n";
import { otherNameOf } from "../records/names";
import { siteName } from "../records/siteNames";
import { RecordLink } from "../records/RecordLink";
import { statusText } from "../claims/status";
import { shownDay } from "../state/page";
import { siteById } from "../state/sites";
import { heldWhen } from "../citations/ClaimItem";
import { Cites } from "../citations/Cites";

export function Header({ site, heading }: { site: Site; heading: Ref<HTMLHeadingElement> }) {
  const facts = site.properties;
  const other = otherNameOf(site.properties);
  const status = facts.claims.find(
    (claim): claim is StatusClaim =>
      claim.about === "status" && claim.status === facts.status && claim.evidence.current,
  );
  const text = statusText(facts, shownDay());
  const isCurrent = facts.status !== null && text === term("status", facts.status);
  const spellings = (facts.names["en"] ?? []).filter((name) => name !== facts.name);
  return (
    <header class="panel-header">
      <p class="panel-kind">
        {term("kind", facts.kind)}
        {facts.province !== null && facts.kind !== "region" && ` · ${term("province", facts.province)}`}
      </p>
      <h2 class="panel-name" ref={heading} tabIndex={-1}>
        <Name>{siteName(site)}</Name>
        {other !== null && (
          <span class="panel-other">
            {" "}
            <Name lang={other.lang}>{other.name}</Name>
          </span>
        )}
      </h2>
      {spellings.length > 0 && (
        <p class="panel-spellings">{t("site.alsoWritten", { names: spellings.join(", ") })}</p>
      )}
      <PartOf ids={facts.part_of} />
      <p class="panel-status">
        <Evidence level={facts.evidence} />
        <span class="panel-status-word">
          <strong>{text ?? t("list.statusUnknown")}</strong>
          {status !== undefined && (
            <>
              {isCurrent && <span class="aside"> {heldWhen(status)}</span>} <Cites cite={status.cite} />
            </>
          )}
        </span>
      </p>
      <p class="panel-why">
        {term("evidence-why", facts.evidence)} <Reasons site={site} />
      </p>
      <EvidenceLevels />
      {facts.minerals.length > 0 && (
        <ul class="panel-minerals" aria-label={t("section.minerals")}>
          {facts.minerals.map((id) => (
            <li key={id}>
              <MineralIcon mineral={id} />
              <RecordLink kind="mineral" id={id} />
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

/** The counts that determine the evidence level. */
function Reasons({ site }: { site: Site }) {
  const { location_lineages: location, mineral_lineages: mineral } = site.properties.evidence_reasons;
  return <>{t("evidenceLevels.reasons", { location, mineral })}</>;
}

/** Links to the regions that contain a site. */
function PartOf({ ids }: { ids: readonly string[] }) {
  const regions = ids.flatMap((id) => siteById.value.get(id) ?? []);
  if (regions.length === 0) return null;
  return (
    <p class="panel-part">
      {t("site.liesIn")}{" "}
      {regions.map((region, index) => (
        <>
          {index > 0 && ", "}
          <RecordLink kind="site" id={region.id} />
        </>
      ))}
    </p>
  );
}
