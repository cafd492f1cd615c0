import { useMemo } from "preact/hooks";
import type { Site } from "../api/types";
import { Figures } from "../charts/Figures";
import { t } from "../i18n";
import { RecordLink } from "../records/RecordLink";
import { byName } from "../records/siteNames";
import { agreements } from "../state/atlas";
import { shown, siteById } from "../state/sites";
import { CiteSite } from "../citations/CiteThis";
import { Claims } from "./Claims";
import { Numbers, type PageProps } from "../citations/context";
import { Disagreement } from "./Disagreement";
import { Header } from "./Header";
import { Identifiers } from "./Identifiers";
import { Location } from "./Location";
import { Facts } from "./Mentions";
import { numberSources } from "../claims/numbering";
import { Searched } from "./Searched";
import { Section } from "../citations/Section";
import { Sources } from "../citations/Sources";

/** A site: its location, its claims and their sources. */
export function SitePage({ id, heading }: PageProps) {
  const site = siteById.value.get(id);
  const claims = site?.properties.claims ?? [];
  const numbers = useMemo(() => numberSources(claims), [claims]);
  if (site === undefined) return null;
  return (
    <Numbers.Provider value={numbers}>
      {!shown.value.includes(site) && <p class="panel-hidden">{t("panel.hidden")}</p>}
      <Header site={site} heading={heading} />
      <Disagreement record={{ kind: "site", id }} claims={claims} />
      <Location site={site} />
      <Figures claims={claims} />
      <Claims claims={claims} except="location" />
      <Within region={site} />
      <Touching site={site} />
      {site.geometry !== null && <Searched searched={site.properties.searched} />}
      <Identifiers identifiers={site.properties.identifiers} />
      <Sources />
      <CiteSite site={site} />
    </Numbers.Provider>
  );
}

/** The sites that lie in a region. */
function Within({ region }: { region: Site }) {
  const inside = [...siteById.value.values()].filter(({ properties }) =>
    properties.part_of.includes(region.id),
  );
  if (inside.length === 0) return null;
  return (
    <Section id="within" heading={t("site.within")} count={inside.length}>
      <ul class="links">
        {inside.sort(byName).map(({ id }) => (
          <li key={id}>
            <RecordLink kind="site" id={id} />
            <Facts record={{ kind: "site", id }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The agreements that affect a site. */
function Touching({ site }: { site: Site }) {
  const touching = [...agreements.value.values()].filter(({ properties }) =>
    properties.sites.includes(site.id),
  );
  if (touching.length === 0) return null;
  return (
    <Section id="agreements" heading={t("view.agreements")}>
      <ul class="links">
        {touching.map((agreement) => (
          <li key={agreement.id}>
            <RecordLink kind="agreement" id={agreement.id} />
            <Facts record={{ kind: "agreement", id: agreement.id }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
