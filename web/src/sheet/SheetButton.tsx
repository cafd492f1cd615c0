import { useEffect } from "preact/hooks";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { siteById } from "../state/sites";
import { reportFailure } from "../state/failure";
import { lazy } from "../state/lazy";

const sheet = lazy(() => import("./print"));

/** Prints a site's fact sheet. */
export function SheetButton({ id }: { id: string }) {
  useEffect(sheet.load, []);
  const print = (): void => {
    const site = siteById.peek().get(id);
    const code = sheet.value.peek();
    // Loading failed before: try again.
    if (code === null) sheet.load();
    else if (site !== undefined) code.printSheet(site).catch(reportFailure);
  };
  return (
    <button type="button" class="button button-small" title={t("sheet.label")} onClick={print}>
      <Icon name="print" />
      <span class="panel-bar-name">{t("sheet.label")}</span>
    </button>
  );
}
