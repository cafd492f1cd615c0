import { t, term } from "../i18n";
import { GRADES } from "../signs/meaning";
import { Evidence } from "./Evidence";

/** What the grades mean, behind a word that asks. */
export function GradesExplained() {
  return (
    <details class="grades">
      <summary>{t("gradesWhat")}</summary>
      <dl class="grades-list">
        {GRADES.map((grade) => (
          <div key={grade}>
            <dt>
              <Evidence grade={grade} />
            </dt>
            <dd>{term("evidence-why", grade)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("gradesHow")}</p>
    </details>
  );
}
