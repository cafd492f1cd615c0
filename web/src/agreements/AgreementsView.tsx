import { KindFilter } from "../records/KindFilter";
import { View } from "../common/View";
import { SearchBox } from "../filters/SearchBox";
import { t, term } from "../i18n";
import { matchesSearch } from "../records/search";
import { agreements, ready } from "../state/atlas";
import { shownKind } from "../state/page";
import { AgreementCard } from "./AgreementCard";
import { byYear } from "./timeline";

/** Every agreement, newest first. */
export function AgreementsView() {
  const total = agreements.value.size;
  const all = [...agreements.value.values()].filter(({ id, properties }) =>
    matchesSearch(
      [{ kind: "agreement", id }, ...properties.sites.map((site) => ({ kind: "site", id: site }) as const)],
      properties.claims,
    ),
  );
  const kinds = [...new Set(all.map(({ properties }) => properties.kind))].sort();
  const selected = shownKind.value;
  const shown = all.filter(({ properties }) => selected === null || properties.kind === selected);
  return (
    <View
      heading="view.agreements"
      intro="agreements.intro"
      head={
        <>
          <SearchBox />
          <KindFilter
            label={t("agreements.kinds")}
            options={kinds.map((kind) => ({
              value: kind,
              name: term("agreement", kind),
              count: all.filter(({ properties }) => properties.kind === kind).length,
            }))}
            total={all.length}
          />
          <p class="view-count" role="status">
            {ready.value ? t("agreements.count", { shown: shown.length, n: total }) : t("page.loading")}
          </p>
        </>
      }
    >
      <ol class="timeline">
        {byYear(shown).map(({ year, agreements: members }) => (
          <li key={year} class="timeline-year">
            <h3 class="timeline-heading">{year ?? t("claim.undated")}</h3>
            <ol class="timeline-cards">
              {members.map((agreement) => (
                <AgreementCard key={agreement.id} agreement={agreement} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </View>
  );
}
