import { signal } from "@preact/signals";
import type { Visible } from "../map/visible";

/** What the map shows, once it has come to rest; null without a map. */
export const visible = signal<Visible | null>(null);
