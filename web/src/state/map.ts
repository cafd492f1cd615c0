// What the page and its map share, besides the view in the URL.

import { signal } from "@preact/signals";
import type { Position } from "../api/types";
import { type Visible } from "../map/types";

/** What the map shows, updated when it comes to rest; null without a map. */
export const visible = signal<Visible | null>(null);

/** The site under the pointer or the focus, in the list or on the map. */
export const hovered = signal<string | null>(null);

/** The points being measured between, in order; null while nothing is measured. */
export const measured = signal<readonly Position[] | null>(null);

/** Whether the map has yet to draw the latest change; always false without a map. */
export const mapDrawing = signal(false);
