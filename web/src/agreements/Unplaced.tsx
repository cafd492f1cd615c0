import { English } from "../common/English";
import { Icon } from "../common/Icon";
import { t } from "../i18n";

/** "Not on the map", and why. */
export function Unplaced({ why }: { why: string | null }) {
  return (
    <p class="unplaced">
      <Icon name="unmapped" />
      <span>
        <strong>{t("agreements.notOnMap")}</strong> {why !== null && <English>{why}</English>}
      </span>
    </p>
  );
}
