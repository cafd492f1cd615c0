import { useEffect, useState } from "preact/hooks";
import { Icon } from "../common/Icon";
import { type Key, t } from "../i18n";

/** A button that copies a text, and says for a while whether that worked. */
export function Copy(props: {
  text: string;
  label: Key;
  /** What it is called, where the label asks for that. */
  name?: string;
}) {
  const [said, say] = useState<"done" | "failed" | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => say(null), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = (): void => {
    // The clipboard is missing where the page is not served securely.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) return say("failed");
    clipboard.writeText(props.text).then(
      () => say("done"),
      () => say("failed"),
    );
  };
  return (
    <span class="copy">
      <button type="button" class="button button-small" onClick={copy}>
        <Icon name="copy" />
        {t(props.label, { name: props.name ?? "" })}
      </button>
      <span class="copy-said" role="status">
        {said === null ? "" : t(`copy.${said}`)}
      </span>
    </span>
  );
}
