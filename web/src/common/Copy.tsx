import { useEffect, useState } from "preact/hooks";
import { Icon } from "./Icon";
import { type Key, t } from "../i18n";

/** A button that copies a text and briefly reports whether that worked. */
export function Copy(props: {
  text: string;
  label: Key;
  /** The `{name}` in the label. */
  name?: string;
}) {
  const [outcome, setOutcome] = useState<"done" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 4000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (): void => {
    // Browsers offer no clipboard to pages that are not served securely.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) return setOutcome("failed");
    clipboard.writeText(props.text).then(
      () => setOutcome("done"),
      () => setOutcome("failed"),
    );
  };
  return (
    <span class="copy">
      <button type="button" class="button button-small" onClick={copy}>
        <Icon name="copy" />
        {t(props.label, { name: props.name ?? "" })}
      </button>
      <span class="copy-status" role="status">
        {outcome === null ? "" : t(`copy.${outcome}`)}
      </span>
    </span>
  );
}
