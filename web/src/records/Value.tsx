// Claims in words: what one says, in full and in brief, with links to the records that it names.

import type { Claim } from "../api/types";
import { kindOf } from "../claims/kinds";
import type { Page } from "../claims/values";
import { English } from "../common/English";
import { MineralIcon } from "../common/MineralIcon";
import { mineralName, organizationName } from "./recordClaims";
import { RecordLink } from "./RecordLink";

const PAGE: Page = {
  organization: (id, text) => (
    <RecordLink kind="organization" id={id}>
      {text?.(organizationName(id))}
    </RecordLink>
  ),
  mineral: (id) => <MineralName key={id} id={id} />,
  english: (text) => <English>{text}</English>,
};

/** What a claim says, without its dates, sources and reason. */
export function Value({ claim }: { claim: Claim }) {
  return <>{kindOf(claim).value(claim, PAGE)}</>;
}

/** What a claim says, in a line of plain text. */
export const brief = (claim: Claim): string =>
  kindOf(claim).brief(claim, { organization: organizationName, mineral: mineralName });

/** A mineral's icon and its name. */
export function MineralName({ id }: { id: string }) {
  return (
    <span class="value-mineral">
      <MineralIcon mineral={id} small />
      <RecordLink kind="mineral" id={id} />
    </span>
  );
}
