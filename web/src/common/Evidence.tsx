import type { EvidenceLevel } from "../api/types";
import { term } from "../i18n";

/** An icon with one shape per level, so that colour is not the only cue. */
function Shape({ level }: { level: EvidenceLevel }) {
  return (
    <svg class="evidence-shape" viewBox="0 0 22 14" aria-hidden="true" focusable="false">
      {level === "corroborated" && (
        <g fill="currentColor" stroke="currentColor">
          <circle cx="8" cy="7" r="5" fill-opacity="0.45" />
          <circle cx="14" cy="7" r="5" fill-opacity="0.45" />
        </g>
      )}
      {level === "single-source" && <circle cx="11" cy="7" r="5" fill="none" stroke="currentColor" />}
      {level === "disputed" && (
        <g stroke="currentColor">
          <path d="M8.5 2a5 5 0 1 0 0 10z" fill="currentColor" />
          <path d="M13.5 2a5 5 0 1 1 0 10z" fill="none" />
        </g>
      )}
    </svg>
  );
}

export function Evidence({ level }: { level: EvidenceLevel }) {
  return (
    <span class={`evidence evidence-${level}`} title={term("evidence-why", level)}>
      <Shape level={level} />
      {term("evidence", level)}
    </span>
  );
}
