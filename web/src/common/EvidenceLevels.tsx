import { t, term } from "../i18n";
import { EVIDENCE_LEVELS } from "../markers/spec";
import { Evidence } from "./Evidence";

/** An expandable explanation of the evidence levels. */
export function EvidenceLevels() {
  return (
    <details class="evidence-levels">
      <summary>{t("evidenceLevels.about")}</summary>
      <dl class="evidence-levels-list">
        {EVIDENCE_LEVELS.map((level) => (
          <div key={level}>
            <dt>
              <Evidence level={level} />
            </dt>
            <dd>{term("evidence-why", level)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("evidenceLevels.how")}</p>
    </details>
  );
}
