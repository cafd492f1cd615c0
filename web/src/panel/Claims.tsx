import type { Claim, Site } from "../api/types";
import { English } from "../common/English";
import { date, t } from "../i18n";
import { ClaimItem } from "./ClaimItem";
import { byStanding } from "./rivals";
import { Section } from "./Section";

/** The sections after the location, and the kinds of claim that each holds. */
const SECTIONS = [
  ["status", ["status"]],
  ["minerals", ["mineral"]],
  ["operators", ["operator"]],
  ["licences", ["licence"]],
  ["owners", ["owner"]],
  ["estimates", ["estimate"]],
  ["output", ["production", "export"]],
  ["remarks", ["remark"]],
] as const satisfies readonly (readonly [string, readonly Claim["about"][]])[];

export function aboutLabel(about: Claim["about"]): string {
  if (about === "location") return t("location");
  const section = SECTIONS.find(([, abouts]) => (abouts as readonly string[]).includes(about));
  return section === undefined ? about : t(section[0]);
}

/** Every claim, by what it is about. */
export function Claims({ site }: { site: Site }) {
  return (
    <>
      {SECTIONS.map(([name, abouts]) => {
        const claims = site.properties.claims.filter((claim) =>
          (abouts as readonly string[]).includes(claim.about),
        );
        if (claims.length === 0) return null;
        return (
          <Section key={name} id={name} heading={t(name)}>
            <ul class="claims">
              {byStanding(claims).map((claim, nth) => (
                <ClaimItem key={nth} claim={claim} />
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
}

/** What was looked for in vain: an absence that someone checked. */
export function Searched({ site }: { site: Site }) {
  const searched = site.properties.searched ?? [];
  if (searched.length === 0) return null;
  return (
    <Section id="searched" heading={t("searched")}>
      <ul class="claims">
        {searched.map((search) => (
          <li key={search.what} class="claim">
            <div class="claim-value">
              <English>{search.what}</English>
            </div>
            <p class="claim-meta">
              <span>{t("searchedIn", { where: search.where.join(", "), date: date(search.on) })}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const REGISTERS: Record<string, string> = {
  "usgs-major-deposits": "USGS Major Mineral Deposits",
  icmm: "ICMM Global Mining Dataset",
  gem: "Global Energy Monitor",
  geonames: "GeoNames",
  wikidata: "Wikidata",
  portergeo: "PorterGeo",
};

export function Identifiers({ site }: { site: Site }) {
  const identifiers = Object.entries(site.properties.identifiers ?? {});
  if (identifiers.length === 0) return null;
  return (
    <Section id="identifiers" heading={t("identifiers")}>
      <dl class="identifiers">
        {identifiers.map(([scheme, id]) => (
          <div key={scheme}>
            <dt>{REGISTERS[scheme] ?? scheme}</dt>
            <dd class="figures">{id}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
