import type { Ref } from "preact";
import type { Site, StatusClaim } from "../api/types";
import { Disc } from "../common/Disc";
import { Name } from "../common/English";
import { Evidence } from "../common/Evidence";
import { t, term } from "../i18n";
import { otherName, siteName } from "../list/labels";
import { siteById } from "../state/atlas";
import { addressOfSite, openSite } from "../state/page";
import { heldWhen } from "./ClaimItem";
import { Cites } from "./Cites";
import { mineralName } from "./Value";

export function Header({ site, heading }: { site: Site; heading: Ref<HTMLHeadingElement> }) {
  const facts = site.properties;
  const other = otherName(site);
  const status = facts.claims.find(
    (claim): claim is StatusClaim =>
      claim.about === "status" && claim.status === facts.status && claim.evidence.current,
  );
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
            <Name>{other}</Name>
          </span>
        )}
      </h2>
      {spellings.length > 0 && (
        <p class="panel-spellings">{t("alsoWritten", { names: spellings.join(", ") })}</p>
      )}
      <PartOf ids={facts.part_of} />
      <p class="panel-status">
        <Evidence grade={facts.evidence} />
        <span class="panel-status-word">
          <strong>{facts.status === null ? t("statusUnknown") : term("status", facts.status)}</strong>
          {status !== undefined && (
            <>
              {" "}
              <span class="aside">{heldWhen(status)}</span> <Cites cite={status.cite} />
            </>
          )}
        </span>
      </p>
      <p class="panel-why">{term("evidence-why", facts.evidence)}</p>
      {facts.minerals.length > 0 && (
        <ul class="panel-minerals" aria-label={t("minerals")}>
          {facts.minerals.map((id) => (
            <li key={id}>
              <Disc mineral={id} />
              <Name>{mineralName(id)}</Name>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

/** The regions that a site lies in, each a way to its own panel. */
function PartOf({ ids }: { ids: readonly string[] }) {
  const regions = ids.flatMap((id) => siteById.value.get(id) ?? []);
  if (regions.length === 0) return null;
  return (
    <p class="panel-part">
      {t("liesIn")}{" "}
      {regions.map((region, nth) => (
        <>
          {nth > 0 && ", "}
          <a
            href={addressOfSite(region.id)}
            onClick={(event) => {
              event.preventDefault();
              openSite(region.id);
            }}
          >
            <Name>{siteName(region)}</Name>
          </a>
        </>
      ))}
    </p>
  );
}
