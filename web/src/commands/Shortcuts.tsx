import { Dialog } from "../common/Dialog";
import { t } from "../i18n";
import { actions } from "./actions";
import { setSingleKeys, singleKeys } from "./keys";

/** The list of shortcuts, with a switch for single keys. */
export function Shortcuts() {
  const keyed = actions().flatMap(({ name, key }) => (key === undefined ? [] : [{ name, key }]));
  const rows = [
    { name: t("commands.label"), key: "Ctrl K, ⌘ K" },
    { name: t("shortcuts.escape"), key: "Esc" },
    ...keyed,
  ];
  return (
    <Dialog heading={t("shortcuts.label")} class="shortcuts">
      <dl class="shortcut-list">
        {rows.map(({ name, key }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <label class="shortcut-choice">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        {t("shortcuts.singleKeys")}
      </label>
    </Dialog>
  );
}
