import { signal } from "@preact/signals";
import type { Claim } from "../api/types";
import type { RecordRef } from "../state/ref";

/** The open dialog, if any. */
export type Shown =
  | { readonly name: "share" | "commands" | "shortcuts" }
  | { readonly name: "report"; readonly record: RecordRef; readonly claim: Claim; readonly index: number };

export const dialog = signal<Shown | null>(null);

export function closeDialog(): void {
  dialog.value = null;
}
