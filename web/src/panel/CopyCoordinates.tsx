import { useEffect, useState } from "preact/hooks";
import type { Position } from "../api/types";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { plainPosition } from "./coordinates";

export function CopyCoordinates(props: { position: Position; uncertainty: number | undefined }) {
  const [said, say] = useState<"copied" | "copyFailed" | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => say(null), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = (): void => {
    const text = plainPosition(props.position, props.uncertainty);
    // The clipboard is missing where the page is not served securely.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) return say("copyFailed");
    clipboard.writeText(text).then(
      () => say("copied"),
      () => say("copyFailed"),
    );
  };
  return (
    <span class="copy">
      <button type="button" class="button button-small" onClick={copy}>
        <Icon name="copy" />
        {t("copyCoordinates")}
      </button>
      <span class="copy-said" role="status">
        {said === null ? "" : t(said)}
      </span>
    </span>
  );
}
