// How many sites the map shows of an atlas whose sites come as tiles: counted by the server.

import { effect, signal } from "@preact/signals";
import { readPage } from "../api/client";
import { liesIn, withFilter } from "../api/cql2";
import { reportFailure } from "../state/failure";
import { isPaged, query } from "../state/paged";
import { visible } from "../state/visible";

/** Null until the server has counted. */
export const countInView = signal<number | null>(null);

// The map tells what is visible when it rests, after every change of the filters too.
effect(() => {
  const now = isPaged.value ? visible.value : null;
  if (now === null) return;
  const stop = new AbortController();
  readPage(withFilter(query.peek(), liesIn(now.box)), 0, 1, stop.signal).then(
    ({ numberMatched }) => (countInView.value = numberMatched),
    (error: unknown) => {
      if (!stop.signal.aborted) reportFailure(error);
    },
  );
  return () => stop.abort();
});
