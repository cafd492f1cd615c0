import { claimsOf } from "../records/recordClaims";
import { asOf } from "../state/page";
import type { RecordRef } from "../state/ref";
import { AgreementPage } from "./AgreementPage";
import { OpenRecord, type PageProps } from "../citations/context";
import { CountryPage } from "./CountryPage";
import { MineralPage } from "./MineralPage";
import { OrganizationPage } from "./OrganizationPage";
import { SitePage } from "./SitePage";
import { SourcePage } from "./SourcePage";

interface Props {
  record: RecordRef;
  heading: PageProps["heading"];
}

/** The content of a record's panel. */
export function Content({ record, heading }: Props) {
  // On another day some claims of the file are missing, so their indexes do not match the file.
  const open = asOf.value === null ? { record, claims: claimsOf(record) } : null;
  return (
    <OpenRecord.Provider value={open}>
      <Page record={record} heading={heading} />
    </OpenRecord.Provider>
  );
}

/** A record's page, by its kind. */
function Page({ record: { kind, id }, heading }: Props) {
  const page = { id, heading };
  switch (kind) {
    case "site":
      return <SitePage {...page} />;
    case "agreement":
      return <AgreementPage {...page} />;
    case "organization":
      return <OrganizationPage {...page} />;
    case "mineral":
      return <MineralPage {...page} />;
    case "source":
      return <SourcePage {...page} />;
    case "country":
      return <CountryPage {...page} />;
  }
}
