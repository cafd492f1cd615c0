import type { ComponentChildren } from "preact";
import { Name } from "../common/English";
import { addressOf, openRecord } from "../state/page";
import type { RecordKind } from "../state/ref";
import { recordExists, recordName } from "./recordClaims";

interface Props {
  kind: RecordKind;
  id: string;
  class?: string;
  children?: ComponentChildren;
}

/** Whether a click asks for the page itself: with a modifier it opens a tab, as links do. */
export function isPlain(event: MouseEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) && event.button === 0;
}

/** A mention of a record: its name, and the way to its panel. What the atlas has no record of is a bare name. */
export function RecordLink({ kind, id, children, class: classes }: Props) {
  const ref = { kind, id };
  const words = children ?? <Name>{recordName(ref)}</Name>;
  if (!recordExists(ref)) return <span class={classes}>{words}</span>;
  const open = (event: MouseEvent): void => {
    if (!isPlain(event)) return;
    event.preventDefault();
    openRecord(ref);
  };
  return (
    <a class={["record-link", classes].filter(Boolean).join(" ")} href={addressOf(ref)} onClick={open}>
      {words}
    </a>
  );
}
