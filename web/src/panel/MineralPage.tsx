import { useMemo } from "preact/hooks";
import type { Claim, Mineral } from "../api/types";
import { MineralIcon } from "../common/MineralIcon";
import { Name } from "../common/English";
import { date, t, term } from "../i18n";
import { allNames, otherNameOf } from "../records/names";
import { mineralsIn } from "../claims/kinds";
import { mentions, withDescendants } from "../records/mentions";
import { recordName, recordClaims } from "../records/recordClaims";
import { minerals } from "../state/atlas";
import { Cites } from "../citations/Cites";
import { Numbers, type PageProps } from "../citations/context";
import { Mentions, RECORDS_WITH_CLAIMS } from "./Mentions";
import { numberCited } from "../claims/numbering";
import { Outward } from "../citations/Place";
import { Fact, NamesFact, RecordHeader, RecordsFact } from "./RecordHeader";
import { Sources } from "../citations/Sources";

/** A mineral, the critical-mineral lists it is on, and every claim that names it or a narrower term. */
export function MineralPage({ id, heading }: PageProps) {
  const all = minerals.value;
  const record = all.get(id);
  const narrower = useMemo(
    () => withDescendants(id, [...all.keys()], (other) => all.get(other)?.broader ?? []),
    [id, all],
  );
  const named = useMemo(() => {
    const names = (claim: Claim): boolean => mineralsIn(claim).some((other) => narrower.has(other));
    return RECORDS_WITH_CLAIMS.map((kind) => ({ kind, found: mentions(recordClaims.value, kind, names) }));
  }, [narrower, recordClaims.value]);
  const numbers = useMemo(
    () =>
      numberCited(
        named.flatMap(({ found }) => found.flatMap((mention) => mention.claims)),
        [...allNames(record), ...(record?.memberships ?? [])].flatMap(({ cite }) => cite),
      ),
    [record, named],
  );
  if (record === undefined) return null;
  return (
    <Numbers.Provider value={numbers}>
      <RecordHeader
        kind={term("mineral", record.kind)}
        name={recordName({ kind: "mineral", id })}
        other={otherNameOf(record)}
        icon={<MineralIcon mineral={id} />}
        heading={heading}
      >
        <Facts
          record={record}
          narrower={[...narrower].filter((other) => all.get(other)?.broader?.includes(id))}
        />
      </RecordHeader>
      {named.map(({ kind, found }) => (
        <Mentions key={kind} kind={kind} mentions={found} />
      ))}
      <Sources />
    </Numbers.Provider>
  );
}

function Facts({ record, narrower }: { record: Mineral; narrower: readonly string[] }) {
  const names = [...allNames(record), ...(record.synonyms ?? []).map((name) => ({ name, cite: [] }))];
  const { broader = [], memberships = [] } = record;
  return (
    <dl class="facts">
      <NamesFact label={t("record.otherNames")} names={names} />
      <RecordsFact label={t("record.broader")} kind="mineral" ids={broader} />
      <RecordsFact label={t("record.narrower")} kind="mineral" ids={narrower} />
      {memberships.length > 0 && (
        <Fact label={t("record.criticalLists")}>
          <ul class="facts-names">
            {memberships.map(({ list, from, until, cite }) => (
              <li key={`${list} ${from}`}>
                <Name>{list}</Name>{" "}
                <span class="aside">
                  {t("claim.from", { date: date(from) })}
                  {until !== undefined && ` ${t("claim.until", { date: date(until) })}`}
                </span>{" "}
                <Cites cite={cite} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {record.cgi_uri !== undefined && (
        <Fact label={t("record.concept")}>
          <Outward address={record.cgi_uri}>CGI commodity-code</Outward>
        </Fact>
      )}
    </dl>
  );
}
