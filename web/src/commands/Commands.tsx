import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { readPage } from "../api/client";
import { MineralIcon } from "../common/MineralIcon";
import { Name } from "../common/English";
import { Icon } from "../common/Icon";
import { Dialog } from "../common/Dialog";
import { closeDialog } from "../state/page";
import { nameOf, t } from "../i18n";
import { allNames } from "../records/names";
import { SiteMarker } from "../common/Marker";
import { agreements, countries, minerals, organizations, sources } from "../state/atlas";
import { facetValues, siteById, sites, remote } from "../state/sites";
import { reportFailure } from "../state/failure";
import { filterBy, openRecord } from "../state/page";
import type { RecordKind } from "../state/ref";
import { fold } from "../state/search";
import { actions } from "./actions";
import { takeTypedAhead } from "./keys";
import { find, type Findable } from "./find";

/** The number of results listed. */
const MOST = 12;

interface Entry extends Findable {
  readonly id: string;
  readonly name: string;
  readonly kind: RecordKind | "filter" | "action";
  readonly key?: string;
  run(): void;
}

/** Everything that can be found: records by any of their names, and actions. */
function entries(): Entry[] {
  const record = (kind: RecordKind, id: string, name: string, others: readonly string[] = []): Entry => ({
    ...{ id: `${kind}-${id}`, name, kind, names: [name, ...others].map(fold) },
    run: () => openRecord({ kind, id }),
  });
  const named = (
    kind: RecordKind,
    all: Iterable<{ id: string; name: string } & Parameters<typeof allNames>[0]>,
  ) =>
    [...all].map((one) =>
      record(kind, one.id, nameOf(one), [one.name, ...allNames(one).map(({ name }) => name)]),
    );
  const filter = (facet: "mineral" | "operator", all: Iterable<{ id: string; name: string }>): Entry[] =>
    [...all].map((one) => {
      const name = t(`command.sitesWith.${facet}`, { name: nameOf(one) });
      return {
        ...{ id: `filter-${facet}-${one.id}`, kind: "filter", name, names: [name, one.name].map(fold) },
        run: () => filterBy(facet, one.id),
      };
    });
  const operators = new Set(facetValues("operator").map(({ value }) => value));
  return [
    ...named(
      "site",
      sites.value.map(({ id, properties }) => ({ id, name: properties.name, names: properties.names })),
    ),
    ...named("mineral", minerals.value.values()),
    ...named("organization", organizations.value.values()),
    ...[...agreements.value.values()].map((one) => record("agreement", one.id, nameOf(one.properties))),
    ...filter("mineral", minerals.value.values()),
    ...filter(
      "operator",
      [...organizations.value.values()].filter(({ id }) => operators.has(id)),
    ),
    ...named("country", countries.value.values()),
    ...[...sources.value.values()].map((source) => record("source", source.id, source.title)),
    ...actions().map((action) => ({
      ...action,
      ...{ id: `action-${action.name}`, kind: "action" as const, names: [fold(action.name)] },
    })),
  ];
}

/** Source titles contain many words, so sources come after the other records. */
function sought(all: readonly Entry[], query: string): Entry[] {
  const parts = [false, true].map((source) => all.filter(({ kind }) => (kind === "source") === source));
  return parts.flatMap((part) => find(part, query, MOST)).slice(0, MOST);
}

/** The command palette: finds records and runs actions. */
export function Commands() {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const all = useMemo(entries, [sites.value, minerals.value]);
  const typed = query.trim();
  const found = typed === "" ? all.filter(({ kind }) => kind === "action") : sought(all, typed);
  const chosen = Math.min(at, found.length - 1);
  useFromServer(typed);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen, typed]);
  const run = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    closeDialog();
    // The dialog restores the focus first; then the result may take it.
    setTimeout(() => entry.run());
  };
  // The letters typed while this code loaded. An Enter among them runs the first result once it is known.
  const runsFirst = useRef(false);
  useEffect(() => {
    const ahead = takeTypedAhead();
    if (ahead === "") return;
    runsFirst.current = ahead.endsWith("\n");
    setQuery(ahead.trimEnd());
  }, []);
  useEffect(() => {
    if (typed === "" || !runsFirst.current) return;
    runsFirst.current = false;
    run(found[0]);
  }, [typed]);
  const keys = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((chosen + by + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[chosen]);
    }
  };
  return (
    <Dialog heading={t("commands.label")} bare class="commands">
      <div class="commands-input">
        <Icon name="search" />
        <input
          class="commands-box"
          type="text"
          role="combobox"
          aria-label={t("commands.label")}
          aria-expanded="true"
          aria-controls="commands-list"
          aria-autocomplete="list"
          aria-activedescendant={found[chosen] === undefined ? undefined : `command-${chosen}`}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          dir="auto"
          placeholder={t("commands.hint")}
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
      </div>
      <ul class="commands-list" id="commands-list" role="listbox" aria-label={t("commands.label")} ref={list}>
        {found.map((entry, index) => (
          <li
            key={entry.id}
            id={`command-${index}`}
            class="command"
            role="option"
            aria-selected={index === chosen}
            onPointerMove={() => setAt(index)}
            onClick={() => run(entry)}
          >
            <Mark entry={entry} />
            <span class="command-name">
              <Name>{entry.name}</Name>
            </span>
            <span class="command-kind">{t(`entry.${entry.kind}`)}</span>
            {entry.key !== undefined && <kbd>{entry.key}</kbd>}
          </li>
        ))}
      </ul>
      <p class="commands-none" role="status">
        {found.length === 0 ? t("commands.none") : ""}
      </p>
    </Dialog>
  );
}

function Mark({ entry: { kind, id } }: { entry: Entry }) {
  const bare = id.slice(kind.length + 1);
  const site = kind === "site" ? siteById.value.get(bare) : undefined;
  return (
    <span class="command-mark" aria-hidden="true">
      {site !== undefined && <SiteMarker site={site} />}
      {kind === "mineral" && <MineralIcon mineral={bare} />}
      {kind === "action" && <Icon name="command" />}
    </span>
  );
}

/** For a paged atlas, sites that the server finds, in addition to those loaded. */
function useFromServer(query: string): void {
  useEffect(() => {
    const server = remote.value;
    if (server === null || query.length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      readPage(`q=${encodeURIComponent(query)}`, 0, MOST, stop.signal).then(
        ({ features }) => server.add(features),
        (error: unknown) => {
          if (!stop.signal.aborted) reportFailure(error);
        },
      );
    }, 200);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query]);
}
