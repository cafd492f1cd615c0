import type { Claim } from "../api/types";
import { compareDates } from "../agreements/dates";
import { t } from "../i18n";
import { firsts, inOrder } from "../preference/choice";
import { ClaimItem } from "./ClaimItem";
import { byStanding } from "./rivals";
import { Section } from "./Section";

/** The sections after the location, and the kinds of claim that each holds. */
const SECTIONS = [
  ["status", ["status"]],
  ["signed", ["signed"]],
  ["parties", ["party"]],
  ["amounts", ["amount"]],
  ["scope", ["scope"]],
  ["milestones", ["milestone"]],
  ["minerals", ["mineral"]],
  ["operators", ["operator"]],
  ["licences", ["licence"]],
  ["owners", ["owner"]],
  ["estimates", ["estimate"]],
  ["figures", ["figure"]],
  ["output", ["production", "export"]],
  ["remarks", ["remark"]],
] as const satisfies readonly (readonly [string, readonly Claim["about"][]])[];

export function aboutLabel(about: Claim["about"]): string {
  if (about === "location") return t("section.location");
  const section = SECTIONS.find(([, abouts]) => (abouts as readonly string[]).includes(about));
  return section === undefined ? about : t(`section.${section[0]}`);
}

/** Milestones in the order of events, all else by how it stands, and rivals as the reader prefers. */
function ordered(claims: readonly Claim[], all: readonly Claim[]): Claim[] {
  const dated = (claim: Claim): string | undefined => (claim.about === "milestone" ? claim.date : undefined);
  return inOrder(byStanding(claims), all).sort((a, b) => compareDates(dated(a), dated(b)));
}

/** Every claim, by what it is about. */
export function Claims({ claims }: { claims: readonly Claim[] }) {
  const first = firsts(claims);
  return (
    <>
      {SECTIONS.map(([name, abouts]) => {
        const members = claims.filter((claim) => (abouts as readonly string[]).includes(claim.about));
        if (members.length === 0) return null;
        return (
          <Section key={name} id={name} heading={t(`section.${name}`)}>
            <ul class="claims">
              {ordered(members, claims).map((claim, index) => (
                <ClaimItem key={index} claim={claim} first={first.get(claim)} />
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
}
