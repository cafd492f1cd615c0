import { useContext } from "preact/hooks";
import type { Citation } from "../api/types";
import { t } from "../i18n";
import { sources } from "../state/atlas";
import { publisherOf } from "../claims/bibliography";
import { cameFrom, followed, SourceList, useNumbers } from "./context";
import { placeKey } from "../claims/numbering";

/** The element id of a source list's entry for one place in a source. */
export function entryId(list: string, n: number, place: number): string {
  return `${list}-source-${n}-${place}`;
}

/** Numbered references: [1] [2]. Each leads to its entry in the list of sources. */
export function Cites({ cite }: { cite: readonly Citation[] }) {
  // A source cited twice has one number; the list shows its places together.
  const firsts = cite.filter(
    (citation, index) => cite.findIndex((c) => c.source === citation.source) === index,
  );
  const numbers = useNumbers();
  const n = (citation: Citation): number => numbers.get(citation.source)?.n ?? 0;
  firsts.sort((a, b) => n(a) - n(b));
  return (
    <span class="cites">
      {firsts.map((citation) => (
        <Cite key={citation.source} citation={citation} />
      ))}
    </span>
  );
}

function Cite({ citation }: { citation: Citation }) {
  const list = useContext(SourceList);
  const cited = useNumbers().get(citation.source);
  if (cited === undefined) return null;
  const key = placeKey(citation);
  const index = cited.places.findIndex((place) => placeKey(place) === key);
  const target = entryId(list, cited.n, Math.max(0, index));
  const source = sources.value.get(citation.source);
  const publisher = source === undefined ? citation.source : publisherOf(source);
  const follow = (event: MouseEvent & { currentTarget: HTMLElement }): void => {
    event.preventDefault();
    cameFrom.value = event.currentTarget;
    followed.value = target;
    const entry = document.getElementById(target);
    entry?.focus({ preventScroll: true });
    entry?.scrollIntoView({ block: "center" });
  };
  return (
    <a
      class="cite"
      href={`#${target}`}
      title={publisher}
      aria-label={`${t("sources.nth", { n: cited.n })}, ${publisher}`}
      onClick={follow}
    >
      [{cited.n}]
    </a>
  );
}
