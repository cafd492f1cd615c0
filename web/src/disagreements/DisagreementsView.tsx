import { useMemo } from "preact/hooks";
import { KindFilter } from "../records/KindFilter";
import { View } from "../common/View";
import { SearchBox } from "../filters/SearchBox";
import { t } from "../i18n";
import { ABOUTS, kindLabel } from "../claims/kinds";
import { changed, rivalsOf } from "../preference/choice";
import { Prefer } from "../preference/Prefer";
import { type Dispute, disputes } from "../records/disputes";
import { matchesSearch } from "../records/search";
import { recordClaims } from "../records/recordClaims";
import { ready } from "../state/atlas";
import { filters, shownKind } from "../state/page";
import { DisputeItem } from "./DisputeItem";

const ORDER: readonly string[] = ["across", ...ABOUTS];

/** The topic of a dispute: the kind of claim, or "across" for every dispute between records. */
const kindOf = ({ about, conflict }: Dispute): string => (conflict === null ? about : "across");

/** Every dispute with all its sides, open ones first. */
export function DisagreementsView() {
  const query = filters.value.q;
  const all = useMemo(
    () =>
      disputes(recordClaims.value)
        .filter(({ sides }) =>
          matchesSearch(
            sides.map(({ record }) => record),
            sides.map(({ claim }) => claim),
          ),
        )
        .sort((a, b) => ORDER.indexOf(kindOf(a)) - ORDER.indexOf(kindOf(b))),
    [recordClaims.value, query],
  );
  const kinds = [...new Map(all.map((dispute) => [kindOf(dispute), dispute]))];
  const selected = shownKind.value;
  const shown = all.filter((dispute) => selected === null || kindOf(dispute) === selected);
  const open = shown.filter((dispute) => dispute.open);
  const settled = shown.filter((dispute) => !dispute.open);
  const rivals = shown.map(rivalsOf).filter((claims) => claims.length > 0);
  return (
    <View
      heading="view.disagreements"
      intro="disagreements.intro"
      head={
        <>
          <SearchBox />
          <KindFilter
            label={t("disagreements.kinds")}
            options={kinds.map(([kind, { about, conflict }]) => ({
              value: kind,
              name: conflict === null ? kindLabel(about) : t("disagreements.acrossRecords"),
              count: all.filter((dispute) => kindOf(dispute) === kind).length,
            }))}
            total={all.length}
          />
          <Prefer>
            <p>
              {t("prefer.disputes", {
                changed: rivals.filter((claims) => changed(claims) !== null).length,
                n: rivals.length,
              })}
            </p>
          </Prefer>
          <p class="view-count" role="status">
            {ready.value
              ? t("disagreements.count", { open: open.length, settled: settled.length })
              : t("page.loading")}
          </p>
        </>
      }
    >
      {(
        [
          ["open", "disagreements.open", "disagreements.openIntro", open],
          ["settled", "disagreements.settled", "disagreements.settledIntro", settled],
        ] as const
      ).map(
        ([id, heading, intro, members]) =>
          members.length > 0 && (
            <section key={id} class="disputes" aria-labelledby={`disputes-${id}`}>
              <h3 class="disputes-heading" id={`disputes-${id}`}>
                {t(heading)}
              </h3>
              <p class="view-intro">{t(intro)}</p>
              <ol class="dispute-list">
                {members.map((dispute, index) => (
                  <DisputeItem key={index} dispute={dispute} />
                ))}
              </ol>
            </section>
          ),
      )}
    </View>
  );
}
