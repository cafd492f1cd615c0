import { useMemo } from "preact/hooks";
import type { Claim } from "../api/types";
import { date, t, term } from "../i18n";
import { publisherOf } from "../claims/bibliography";
import { Mark } from "../citations/ClaimItem";
import { estimateName, estimateTerms, withUnit } from "../claims/amounts";
import { Section } from "../citations/Section";
import { MineralName } from "../records/Value";
import { firsts } from "../preference/choice";
import { ShownFirst } from "../preference/Prefer";
import type { Reason } from "../claims/ranking";
import { RecordLink } from "../records/RecordLink";
import { sources } from "../state/atlas";
import { type Figure, ORE, type Scale, scales } from "./figures";

/** A site's estimates by year, grouped by what can be compared; a bracket joins rivals. */
export function Figures({ claims }: { claims: readonly Claim[] }) {
  const all = useMemo(() => scales(claims, sources.value), [claims, sources.value]);
  const estimates = new Set(all.flatMap(({ groups }) => groups.flat().map(({ claim }) => claim)));
  if (estimates.size < 2) return null;
  const first = firsts(claims);
  return (
    <Section id="chart-figures" heading={t("charts.figures")}>
      <p class="chart-note">{t("charts.figuresNote")}</p>
      {all.map((scale, index) => (
        <ScaleChart key={index} scale={scale} first={first} />
      ))}
    </Section>
  );
}

type Firsts = ReadonlyMap<Claim, Reason>;

function ScaleChart({
  scale: { first: claim, subject, longest, groups },
  first,
}: {
  scale: Scale;
  first: Firsts;
}) {
  return (
    <div class="scale">
      <h4 class="scale-name">{subject === ORE ? t("claim.ore") : <MineralName id={subject} />}</h4>
      <p class="estimate-terms">
        <span>{term("estimate", estimateName(claim))}</span>
        {estimateTerms(claim).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      {groups.map((group, index) =>
        group.length > 1 ? (
          <div key={index} class="bracket">
            <p class="bracket-name">{t("charts.rivals")}</p>
            <Rows figures={group} longest={longest} first={first} />
          </div>
        ) : (
          <Rows key={index} figures={group} longest={longest} first={first} />
        ),
      )}
    </div>
  );
}

function Rows({ figures, longest, first }: { figures: readonly Figure[]; longest: number; first: Firsts }) {
  return (
    <ul class="figures-rows">
      {figures.map((figure, index) => (
        <Row key={index} figure={figure} longest={longest} why={first.get(figure.claim)} />
      ))}
    </ul>
  );
}

function Row({ figure, longest, why }: { figure: Figure; longest: number; why: Reason | undefined }) {
  const { claim, amount, unit, bound, size, day, dated } = figure;
  const standing = claim.evidence.standing;
  const solid = standing === "active" || why !== undefined;
  return (
    <li class={`figure-row claim-${standing}`} data-amount={amount}>
      <span class="figure-year">{day?.slice(0, 4) ?? "–"}</span>
      <span class="figure-track" aria-hidden="true">
        <span
          class={solid ? "figure-bar" : "figure-bar figure-hollow"}
          style={{ inlineSize: `${(100 * size) / longest}%` }}
        />
      </span>
      <strong class="figures figure-amount">{withUnit(amount, unit, bound)}</strong>
      <span class="figure-who">
        <Origin claim={claim} />
        <span>{day === null ? t("claim.undated") : t(dated, { date: date(day) })}</span>
        {standing !== "disputed" && <Mark standing={standing} />}
        {why !== undefined && <ShownFirst why={why} />}
      </span>
    </li>
  );
}

/** The estimator, else the publisher. */
function Origin({ claim }: { claim: Figure["claim"] }) {
  if (claim.estimator !== undefined) return <RecordLink kind="organization" id={claim.estimator} />;
  const [{ source: id }] = claim.cite;
  const source = sources.value.get(id);
  return (
    <RecordLink kind="source" id={id}>
      <bdi>{source === undefined ? id : publisherOf(source)}</bdi>
    </RecordLink>
  );
}
