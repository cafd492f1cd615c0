import { signal } from "@preact/signals";
import type { Position } from "../api/types";

/** The points that are measured between, in order; null while nothing is measured. */
export const measured = signal<readonly Position[] | null>(null);
