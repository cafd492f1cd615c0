import type { LocationClaim, Position, Site } from "../api/types";
import { Icon } from "../common/Icon";
import { distance, t, term } from "../i18n";
import { NEAR_KM } from "../state/url";
import { selectedId, setNear } from "../state/page";
import { Cites } from "../citations/Cites";
import { ClaimMeta, Judged, Note, ReportThis } from "../citations/ClaimItem";
import { readPosition, plainPosition } from "../i18n/coordinates";
import { metresBetween } from "../map/geometry/circle";
import { Copy } from "../common/Copy";
import { OpenIn } from "./OpenIn";
import { notations } from "./notations";
import { byStanding } from "../claims/standing";
import { Searches } from "./Searched";
import { Section } from "../citations/Section";

/** The claim that the site's geometry comes from: the accepted location, else the first that is not rejected. */
function acceptedLocation(site: Site): LocationClaim | null {
  if (site.geometry === null) return null;
  const locations = locationsOf(site);
  const accepted = locations.find((claim) => claim.judgement?.verdict === "accepted");
  return accepted ?? locations.find((claim) => claim.evidence.standing !== "rejected") ?? null;
}

function locationsOf(site: Site): LocationClaim[] {
  return site.properties.claims.filter((claim) => claim.about === "location");
}

/** The location, its accuracy, and other reported locations. */
export function Location({ site }: { site: Site }) {
  const accepted = acceptedLocation(site);
  const others = byStanding(locationsOf(site)).filter(
    (claim): claim is LocationClaim => claim.about === "location" && claim !== accepted,
  );
  return (
    <Section id="location" heading={t("section.location")}>
      {accepted === null ? <Unestablished site={site} /> : <Accepted claim={accepted} />}
      {others.length > 0 && (
        <>
          <h4 class="sub-heading">{t("location.others")}</h4>
          <ul class="claims">
            {others.map((claim, index) => (
              <Other key={index} claim={claim} accepted={accepted} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

/** Says that no location is established, and where it was searched for. */
function Unestablished({ site }: { site: Site }) {
  const { searched } = site.properties;
  return (
    <div class="location-none">
      <p>
        <strong class="mark mark-unlocated">
          <Icon name="unmapped" />
          {t("list.unlocatedSite")}
        </strong>{" "}
        {t("location.none")}
      </p>
      {searched.length > 0 && (
        <>
          <h4 class="sub-heading">{t("searched.label")}</h4>
          <Searches searched={searched} />
        </>
      )}
    </div>
  );
}

function Accepted({ claim }: { claim: LocationClaim }) {
  const { coordinates, uncertainty_m: uncertainty, basis } = claim;
  return (
    <div class="claim claim-place">
      <div class="claim-value">
        {coordinates === undefined ? (
          <span>
            {uncertainty === undefined
              ? t("location.outlineUnknown")
              : t("location.outline", { distance: distance(uncertainty) })}
          </span>
        ) : (
          <bdi class="position figures">{readPosition(coordinates, uncertainty)}</bdi>
        )}{" "}
        <Cites cite={claim.cite} />
      </div>
      <p class="place-terms">
        {coordinates === undefined ? (
          <span class="mark">{t("list.approximateOutline")}</span>
        ) : (
          <span class="mark">
            {uncertainty === undefined
              ? t("location.precisionUnknown")
              : t("location.within", { distance: distance(uncertainty) })}
          </span>
        )}
        {basis !== undefined && <span class="mark">{term("basis", basis)}</span>}
        {coordinates !== undefined && (
          <Copy text={plainPosition(coordinates, uncertainty)} label="copy.coordinates" />
        )}
        {coordinates !== undefined && selectedId.value !== null && <NearButton from={selectedId.value} />}
      </p>
      {coordinates !== undefined && <OpenIn at={coordinates} />}
      {coordinates !== undefined && <Notations at={coordinates} uncertainty={uncertainty} />}
      <ClaimMeta claim={claim} standing={claim.evidence.standing} />
      <Note claim={claim} />
      <Judged claim={claim} />
      <ReportThis claim={claim} />
    </div>
  );
}

/** Shows the sites near the open one. */
function NearButton({ from }: { from: string }) {
  return (
    <button type="button" class="button button-small" onClick={() => setNear({ from, km: NEAR_KM })}>
      <Icon name="near" />
      {t("near.thisSite")}
    </button>
  );
}

/** The position in other coordinate formats, for typing into a receiver. */
function Notations({ at, uncertainty }: { at: Position; uncertainty: number | undefined }) {
  return (
    <details class="notations">
      <summary>{t("location.notations")}</summary>
      <dl>
        {notations(at, uncertainty).map(({ name, text }) => (
          <div key={name}>
            <dt>{t(`location.${name}`)}</dt>
            <dd>
              <bdi class="figures">{text}</bdi>
              <Copy text={text} label="copy.named" name={t(`location.${name}`)} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Other({ claim, accepted }: { claim: LocationClaim; accepted: LocationClaim | null }) {
  const standing = claim.evidence.standing;
  const from = accepted?.coordinates;
  return (
    <li class={`claim claim-${standing}`}>
      <div class="claim-value">
        {claim.coordinates === undefined ? (
          t("list.approximateOutline")
        ) : (
          <bdi class="figures">{readPosition(claim.coordinates, claim.uncertainty_m)}</bdi>
        )}{" "}
        <Cites cite={claim.cite} />
      </div>
      {claim.coordinates !== undefined && from !== undefined && (
        <p class="claim-away">
          {t("location.away", { distance: distance(metresBetween(from, claim.coordinates)) })}
        </p>
      )}
      <ClaimMeta claim={claim} standing={standing} />
      <Note claim={claim} />
      <Judged claim={claim} />
      <ReportThis claim={claim} />
    </li>
  );
}
