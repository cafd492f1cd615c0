import { t } from "../i18n";
import { Section } from "../citations/Section";

const REGISTERS: Record<string, string> = {
  "usgs-major-deposits": "USGS Major Mineral Deposits",
  icmm: "ICMM Global Mining Dataset",
  gem: "Global Energy Monitor",
  geonames: "GeoNames",
  wikidata: "Wikidata",
  portergeo: "PorterGeo",
};

/** A record's identifiers in other databases. */
export function Identifiers({ identifiers }: { identifiers: Record<string, string> | undefined }) {
  const entries = Object.entries(identifiers ?? {});
  if (entries.length === 0) return null;
  return (
    <Section id="identifiers" heading={t("site.identifiers")}>
      <dl class="identifiers">
        {entries.map(([scheme, id]) => (
          <div key={scheme}>
            <dt>{REGISTERS[scheme] ?? scheme}</dt>
            <dd class="figures">{id}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
