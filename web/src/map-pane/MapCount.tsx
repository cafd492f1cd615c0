import { computed } from "@preact/signals";
import { t } from "../i18n";
import { mapped } from "../records/answer";
import { RecordLink } from "../records/RecordLink";
import { remote } from "../state/sites";

/** What the map draws: sites as points, as regions, and those that no source locates. */
const counts = computed(() => {
  const unlocated = mapped.value.filter(({ geometry }) => geometry === null);
  const points = mapped.value.filter(({ geometry }) => geometry?.type === "Point").length;
  return { points, regions: mapped.value.length - points - unlocated.length, unlocated };
});

/** Counts what the map shows, and lists what it cannot. The server's tiles are not counted. */
export function MapCount() {
  if (remote.value !== null) return null;
  const { points, regions, unlocated } = counts.value;
  return (
    <div class="map-count">
      {points > 0 && <span>{t("map.points", { n: points })}</span>}
      {regions > 0 && <span>{t("map.regions", { n: regions })}</span>}
      {unlocated.length > 0 && (
        <details>
          <summary>{t("map.unlocated", { n: unlocated.length })}</summary>
          <ul class="map-unlocated">
            {unlocated.map(({ id }) => (
              <li key={id}>
                <RecordLink kind="site" id={id} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
