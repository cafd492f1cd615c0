import type { Claim } from "../api/types";
import { compareDates } from "../agreements/timeline";
import { kindOf, type Section as SectionName, SECTIONS } from "../claims/kinds";
import { t } from "../i18n";
import { firsts, inOrder } from "../preference/choice";
import { ClaimItem } from "../citations/ClaimItem";
import { byStanding } from "../claims/standing";
import { Section } from "../citations/Section";

/** Events by date; other claims by standing, and rivals as the reader prefers. */
function ordered(claims: readonly Claim[], all: readonly Claim[]): Claim[] {
  const dateOf = (claim: Claim): string | undefined => kindOf(claim).eventDate?.(claim);
  return inOrder(byStanding(claims), all).sort((a, b) => compareDates(dateOf(a), dateOf(b)));
}

/** A record's claims, section by section. */
export function Claims({ claims, except }: { claims: readonly Claim[]; except?: SectionName }) {
  const first = firsts(claims);
  return (
    <>
      {SECTIONS.map((name) => {
        const members = claims.filter((claim) => kindOf(claim).section === name);
        if (members.length === 0 || name === except) return null;
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
