import { useMemo } from "preact/hooks";
import { t } from "../i18n";
import { otherNameOf } from "../records/names";
import { recordName } from "../records/recordClaims";
import { countries } from "../state/atlas";
import { Claims } from "./Claims";
import { Numbers, type PageProps } from "../citations/context";
import { Disagreement } from "./Disagreement";
import { numberSources } from "../claims/numbering";
import { RecordHeader } from "./RecordHeader";
import { Sources } from "../citations/Sources";

/** A country and the claims about it as a whole. */
export function CountryPage({ id, heading }: PageProps) {
  const record = countries.value.get(id);
  const claims = record?.claims ?? [];
  const numbers = useMemo(() => numberSources(claims), [claims]);
  if (record === undefined) return null;
  return (
    <Numbers.Provider value={numbers}>
      <RecordHeader
        kind={t("record.country")}
        name={recordName({ kind: "country", id })}
        other={otherNameOf(record)}
        heading={heading}
      />
      <Disagreement record={{ kind: "country", id }} claims={claims} />
      <Claims claims={claims} />
      <Sources />
    </Numbers.Provider>
  );
}
