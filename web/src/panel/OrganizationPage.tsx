import { useMemo } from "preact/hooks";
import type { Organization } from "../api/types";
import { Stakes } from "../charts/Stakes";
import { Name } from "../common/English";
import { date, t, term } from "../i18n";
import { allNames, otherNameOf } from "../records/names";
import { organizationsIn } from "../claims/kinds";
import { mentions, withDescendants } from "../records/mentions";
import { RecordLink } from "../records/RecordLink";
import { recordName, recordClaims } from "../records/recordClaims";
import { organizations } from "../state/atlas";
import { Cites } from "../citations/Cites";
import { Claims } from "./Claims";
import { Numbers, type PageProps } from "../citations/context";
import { Disagreement } from "./Disagreement";
import { Identifiers } from "./Identifiers";
import { Mentions, RECORDS_WITH_CLAIMS } from "./Mentions";
import { numberCited } from "../claims/numbering";
import { Fact, NamesFact, RecordHeader, RecordsFact } from "./RecordHeader";
import { Searched } from "./Searched";
import { Sources } from "../citations/Sources";

/** An organization, and every claim that names it or one of its subsidiaries. */
export function OrganizationPage({ id, heading }: PageProps) {
  const all = organizations.value;
  const record = all.get(id);
  const parts = useMemo(() => {
    const above = (other: string): string[] => [all.get(other)?.parent ?? []].flat();
    return withDescendants(id, [...all.keys()], above);
  }, [id, all]);
  const named = useMemo(
    () =>
      RECORDS_WITH_CLAIMS.map((kind) => ({
        kind,
        found: mentions(recordClaims.value, kind, (claim) =>
          organizationsIn(claim).some((other) => parts.has(other)),
        ),
      })),
    [parts, recordClaims.value],
  );
  const claims = record?.claims ?? [];
  const names = allNames(record);
  const numbers = useMemo(
    () =>
      numberCited(
        [...claims, ...named.flatMap(({ found }) => found.flatMap((mention) => mention.claims))],
        [...names, ...(record?.former_names ?? [])].flatMap((name) => name.cite),
      ),
    [record, named],
  );
  if (record === undefined) return null;
  return (
    <Numbers.Provider value={numbers}>
      <RecordHeader
        kind={term("organization", record.kind)}
        name={recordName({ kind: "organization", id })}
        other={otherNameOf(record)}
        heading={heading}
      >
        <Facts record={record} parts={[...parts].filter((other) => all.get(other)?.parent === id)} />
      </RecordHeader>
      <Disagreement record={{ kind: "organization", id }} claims={claims} />
      <Stakes id={id} parts={parts} sites={named.find(({ kind }) => kind === "site")?.found ?? []} />
      {named.map(({ kind, found }) => (
        <Mentions key={kind} kind={kind} mentions={found} />
      ))}
      <Claims claims={claims} />
      <Searched searched={record.searched} />
      <Identifiers identifiers={record.identifiers} />
      <Sources />
    </Numbers.Provider>
  );
}

function Facts({ record, parts }: { record: Organization; parts: readonly string[] }) {
  const names = allNames(record);
  const former = record.former_names ?? [];
  return (
    <dl class="facts">
      <NamesFact label={t("record.otherNames")} names={names} />
      {former.length > 0 && (
        <Fact label={t("record.formerNames")}>
          <ul class="facts-names">
            {former.map(({ name, until, cite }) => (
              <li key={name}>
                <Name>{name}</Name>{" "}
                {until !== undefined && <span class="aside">{t("claim.until", { date: date(until) })}</span>}{" "}
                <Cites cite={cite} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {record.country !== undefined && (
        <Fact label={t("record.headquarters")}>
          <RecordLink kind="country" id={record.country} />
        </Fact>
      )}
      {record.parent !== undefined && (
        <Fact label={t("record.belongsTo")}>
          <RecordLink kind="organization" id={record.parent} />
        </Fact>
      )}
      <RecordsFact label={t("record.subsidiaries")} kind="organization" ids={parts} />
    </dl>
  );
}
