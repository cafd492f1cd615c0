import type { Ref } from "preact";
import type { RecordRef } from "../state/ref";
import { AgreementPage } from "./AgreementPage";
import { CountryPage } from "./CountryPage";
import { MineralPage } from "./MineralPage";
import { OrganizationPage } from "./OrganizationPage";
import { SitePage } from "./SitePage";
import { SourcePage } from "./SourcePage";

export interface PageProps {
  id: string;
  heading: Ref<HTMLHeadingElement>;
}

/** What is known of a record, by its kind. */
export function Content({
  record: { kind, id },
  heading,
}: {
  record: RecordRef;
  heading: PageProps["heading"];
}) {
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
