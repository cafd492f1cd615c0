import { Disc } from "../common/Disc";
import { t } from "../i18n";
import { shown } from "../state/atlas";

/** What the map's signs mean. */
export function Legend() {
  const first =
    shown.value.find((site) => site.properties.minerals.length > 0)?.properties.minerals[0] ?? "copper";
  return (
    <details class="legend">
      <summary class="button button-small">{t("legend")}</summary>
      <ul class="legend-signs">
        <li>
          <span class="legend-sign">
            <Disc mineral={first} />
          </span>
          {t("legendSite")}
        </li>
        <li>
          <span class="legend-sign">
            <span class="disc disc-cluster" aria-hidden="true">
              3
            </span>
          </span>
          {t("legendCluster")}
        </li>
        <li>
          <Sign kind="uncertainty" />
          {t("legendUncertainty")}
        </li>
        <li>
          <Sign kind="region" />
          {t("legendRegion")}
        </li>
        <li>
          <Sign kind="disputed" />
          {t("legendDisputed")}
        </li>
        <li>
          <Sign kind="claimed" />
          {t("legendClaimed")}
        </li>
      </ul>
    </details>
  );
}

function Sign({ kind }: { kind: "uncertainty" | "region" | "disputed" | "claimed" }) {
  return (
    <span class="legend-sign">
      <svg class={`sign sign-${kind}`} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
        {kind === "uncertainty" && <circle cx="14" cy="14" r="11" />}
        {kind === "region" && <path d="M4 9L13 4l11 4-2 11-9 5-9-6z" />}
        {(kind === "disputed" || kind === "claimed") && <path d="M2 18L10 11l8 5 8-6" />}
      </svg>
    </span>
  );
}
