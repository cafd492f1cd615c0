import type { Searched as Search } from "../api/types";
import { English } from "../common/English";
import { date, t } from "../i18n";
import { Section } from "../citations/Section";

/** What was searched for but not found: a documented absence. */
export function Searched({ searched }: { searched: readonly Search[] | undefined }) {
  if (searched === undefined || searched.length === 0) return null;
  return (
    <Section id="searched" heading={t("searched.label")}>
      <Searches searched={searched} />
    </Section>
  );
}

export function Searches({ searched }: { searched: readonly Search[] }) {
  return (
    <ul class="claims">
      {searched.map((search) => (
        <li key={search.what} class="claim">
          <div class="claim-value">
            <English>{search.what}</English>
          </div>
          <p class="claim-meta">
            <span>{t("searched.in", { where: search.where.join(", "), date: date(search.on) })}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
