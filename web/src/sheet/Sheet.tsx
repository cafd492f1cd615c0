import type { Claim, LocationClaim, Site, Source } from "../api/types";
import { credit } from "../common/about";
import { English, Name } from "../common/English";
import { Evidence } from "../common/Evidence";
import { date, distance, t, term } from "../i18n";
import { otherNameOf } from "../records/names";
import { siteName } from "../records/siteNames";
import { claimLabel } from "../claims/kinds";
import { Value } from "../records/Value";
import { isoDate, publisherOf } from "../claims/bibliography";
import { Cites } from "../citations/Cites";
import { heldWhen, Mark } from "../citations/ClaimItem";
import { Numbers } from "../citations/context";
import { numberCited } from "../claims/numbering";
import { titleLanguage } from "../citations/Sources";
import { recordName } from "../records/recordClaims";
import { sources } from "../state/atlas";
import { asOf } from "../state/page";
import { grouped, membersOf } from "./order";

export interface SheetProps {
  site: Site;
  /** The claims that fit on the page. */
  claims: readonly Claim[];
  /** The URL of the map image, if there is one. */
  map: string | null;
  address: string;
  version: string | null;
  today: string;
}

/** A site on one printed page: every claim with its sources, every figure with its terms. */
export function Sheet(props: SheetProps) {
  const { site, claims, map } = props;
  // Only sources that the sheet cites are numbered.
  const cited = claims.flatMap((claim) => [
    ...claim.cite,
    ...(claim.judgement?.cite ?? []),
    ...(claim.conflicts_with ?? []).flatMap(({ cite }) => cite),
  ]);
  const numbers = numberCited([], cited);
  return (
    <Numbers.Provider value={numbers}>
      <article class="sheet">
        <Head site={site} />
        {map !== null && <img class="sheet-map" src={map} alt={t("sheet.map", { name: siteName(site) })} />}
        {site.geometry === null && <p>{t("location.none")}</p>}
        {grouped(claims).map(({ group, members }) => (
          <section key={group} class={`sheet-group sheet-${group}`}>
            <h2>
              {t(`section.${group}`)}{" "}
              <Shown shown={members.length} of={membersOf(site.properties.claims, group).length} />
            </h2>
            <ul>
              {members.map((claim, index) => (
                <Item key={index} claim={claim} labelled={group === "rejected"} />
              ))}
            </ul>
          </section>
        ))}
        <section class="sheet-sources">
          <h2>{t("sources.label")}</h2>
          <ol>
            {[...numbers.values()].map(({ n, id }) => (
              <Reference key={id} n={n} id={id} source={sources.value.get(id)} />
            ))}
          </ol>
        </section>
        <Foot {...props} />
      </article>
    </Numbers.Provider>
  );
}

/** How many of a group's claims fit, where not all do. */
function Shown({ shown, of }: { shown: number; of: number }) {
  return shown === of ? null : <bdi class="figures">{`${shown} / ${of}`}</bdi>;
}

function Head({ site }: { site: Site }) {
  const { kind, province, part_of: regions, evidence } = site.properties;
  const other = otherNameOf(site.properties);
  const within = province === null || kind === "region" ? null : term("province", province);
  const names = regions.map((id) => recordName({ kind: "site", id })).filter((name) => name !== within);
  const place = [
    term("kind", kind),
    within,
    names.length > 0 ? `${t("site.liesIn")} ${names.join(", ")}` : null,
  ].filter((part) => part !== null);
  return (
    <header class="sheet-head">
      <p class="sheet-mark">
        <strong>Oreatlas</strong> {t("sheet.label")}
      </p>
      <h1>
        <Name>{siteName(site)}</Name>
        {other !== null && (
          <span class="sheet-other">
            {" "}
            <Name lang={other.lang}>{other.name}</Name>
          </span>
        )}
      </h1>
      <p>{place.join(" · ")}</p>
      <p>
        <Evidence level={evidence} /> <span class="aside">{term("evidence-why", evidence)}</span>
      </p>
    </header>
  );
}

function Item({ claim, labelled }: { claim: Claim; labelled: boolean }) {
  const when = heldWhen(claim);
  const { judgement, conflicts_with: conflicts = [] } = claim;
  return (
    <li>
      {labelled && claim.about !== "remark" && <span class="aside">{claimLabel(claim)}: </span>}
      <Value claim={claim} />
      {claim.about === "location" && <Exactness claim={claim} />} <Cites cite={claim.cite} />
      {when !== null && <span class="aside"> {when}</span>} <Mark standing={claim.evidence.standing} />
      {judgement !== undefined && (
        <span class="sheet-why">
          {" "}
          <English>{firstSentence(judgement.why)}</English> <Cites cite={judgement.cite} />
        </span>
      )}
      {conflicts.map(({ cite }, index) => (
        <span key={index} class="sheet-why">
          {" "}
          {t("claim.conflictsUnknown")} <Cites cite={cite} />
        </span>
      ))}
    </li>
  );
}

function Exactness({ claim: { uncertainty_m: uncertainty, basis } }: { claim: LocationClaim }) {
  const parts = [
    uncertainty === undefined
      ? t("location.precisionUnknown")
      : t("location.within", { distance: distance(uncertainty) }),
    basis !== undefined && term("basis", basis),
  ].filter((part) => part !== false);
  return (
    <span class="aside">
      {parts.map((part) => (
        <bdi key={part}>{part}</bdi>
      ))}
    </span>
  );
}

/** The first sentence; the page has the full text. */
function firstSentence(text: string): string {
  const [first] = new Intl.Segmenter("en", { granularity: "sentence" }).segment(text);
  return first?.segment.trim() ?? text;
}

const ARABIC = /\p{Script=Arabic}/u;

/** A bibliography entry, in the direction of its title whatever the sheet's language. */
function Reference({ n, id, source }: { n: number; id: string; source: Source | undefined }) {
  const title = source?.title ?? id;
  const publisher = source === undefined ? title : publisherOf(source);
  const issued = isoDate(source?.issued);
  return (
    <li dir={ARABIC.test(title) ? "rtl" : "ltr"}>
      <span class="figures">[{n}]</span> {publisher !== title && <bdi>{publisher}: </bdi>}
      <bdi lang={source && titleLanguage(source)}>{title}</bdi>
      {issued !== null && (
        <span>
          , <bdi>{date(issued)}</bdi>
        </span>
      )}
    </li>
  );
}

function Foot({ site, claims, address, version, today }: SheetProps) {
  const rest = site.properties.claims.length - claims.length;
  const day = asOf.value;
  return (
    <footer class="sheet-foot">
      {rest > 0 && <p class="sheet-more">{t("sheet.more", { n: rest })}</p>}
      <p>
        <strong>
          <bdi class="figures">{address}</bdi>
        </strong>
      </p>
      <p>
        {version === null ? t("cite.dataset") : t("cite.datasetVersion", { version })}{" "}
        {t("image.made", { date: date(today) })} ·{" "}
        {day === null ? t("asOf.today") : t("asOf.day", { date: date(day) })}
      </p>
      <p>{credit()}</p>
    </footer>
  );
}
