import type { ComponentChildren } from "preact";
import { Name } from "../common/English";
import { recordUrl, openRecord } from "../state/page";
import type { RecordKind } from "../state/ref";
import { recordExists, recordName } from "./recordClaims";

interface Props {
  kind: RecordKind;
  id: string;
  class?: string;
  children?: ComponentChildren;
}

/** Whether a click has no modifier: with one, the browser opens a tab or window. */
export function isPlainClick(event: MouseEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) && event.button === 0;
}

/** A record's name, linked to its panel; a plain name where the atlas has no such record. */
export function RecordLink({ kind, id, children, class: classes }: Props) {
  const ref = { kind, id };
  const words = children ?? <Name>{recordName(ref)}</Name>;
  if (!recordExists(ref)) return <span class={classes}>{words}</span>;
  const open = (event: MouseEvent): void => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    openRecord(ref);
  };
  return (
    <a class={["record-link", classes].filter(Boolean).join(" ")} href={recordUrl(ref)} onClick={open}>
      {words}
    </a>
  );
}
