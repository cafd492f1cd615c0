import { useEffect } from "preact/hooks";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { updateAvailable, registerWorker, applyUpdate } from "./register";

/** Says that a newer version is ready, which is applied only when the reader wants it. */
export function Update() {
  useEffect(() => void registerWorker(), []);
  return (
    <div role="status">
      {updateAvailable.value && (
        <div class="notice">
          <p>{t("update.ready")}</p>
          <div class="notice-ways">
            <button type="button" class="button button-small" onClick={() => void applyUpdate()}>
              {t("update.reload")}
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label={t("update.dismiss")}
              onClick={() => (updateAvailable.value = false)}
            >
              <Icon name="close" />
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
