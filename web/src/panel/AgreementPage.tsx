import { useMemo } from "preact/hooks";
import { Unplaced } from "../agreements/Unplaced";
import type { AgreementFacts } from "../api/types";
import { t, term } from "../i18n";
import { RecordLink } from "../records/RecordLink";
import { agreements } from "../state/atlas";
import { Claims } from "./Claims";
import { Numbers, type PageProps } from "../citations/context";
import { Disagreement } from "./Disagreement";
import { Facts } from "./Mentions";
import { numberSources } from "../claims/numbering";
import { RecordHeader } from "./RecordHeader";
import { Searched } from "./Searched";
import { Section } from "../citations/Section";
import { Sources } from "../citations/Sources";

/** An agreement: its parties, contents and sites, with sources. */
export function AgreementPage({ id, heading }: PageProps) {
  const record = agreements.value.get(id);
  const claims = record?.properties.claims ?? [];
  const numbers = useMemo(() => numberSources(claims), [claims]);
  if (record === undefined) return null;
  const facts = record.properties;
  return (
    <Numbers.Provider value={numbers}>
      <RecordHeader kind={term("agreement", facts.kind)} name={facts.name} heading={heading} />
      <Disagreement record={{ kind: "agreement", id }} claims={claims} />
      <Touched facts={facts} />
      <Claims claims={claims} />
      <Searched searched={facts.searched} />
      <Sources />
    </Numbers.Provider>
  );
}

/** The sites that an agreement affects, and why it is not on the map itself. */
function Touched({ facts: { sites, unplaced } }: { facts: AgreementFacts }) {
  return (
    <Section id="touched" heading={t("agreements.sites")}>
      {sites.length > 0 && (
        <ul class="links">
          {sites.map((id) => (
            <li key={id}>
              <RecordLink kind="site" id={id} />
              <Facts record={{ kind: "site", id }} />
            </li>
          ))}
        </ul>
      )}
      <Unplaced why={unplaced} />
    </Section>
  );
}
