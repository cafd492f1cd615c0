// The list of sites in groups: all of its rows, or if it is long only those near the part in view.

import type { RefCallback, VNode } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Site } from "../api/types";
import { lazy } from "../state/lazy";
import { SiteRow } from "./SiteRow";

/** Up to this length a list has all of its rows, so that the browser's own search finds every site. */
const WHOLE = 300;
/** The rows of a long list until the code for it has loaded. */
const FIRST = 40;

export interface Group {
  /** Left out if the list has one group only. */
  readonly heading?: string;
  readonly sites: readonly Site[];
  /** What the list says about a site. */
  readonly note?: (site: Site) => string | undefined;
}

/** A heading, or a site and its place among the sites of its group. */
export interface Item {
  readonly key: string;
  readonly site: Site | null;
  readonly position: number;
}

const itemsOf = ({ heading, sites }: Group): Item[] => [
  ...(heading === undefined ? [] : [{ key: heading, site: null, position: 0 }]),
  ...sites.map((site, index) => ({ key: site.id, site, position: index + 1 })),
];

const virtualList = lazy(async () => (await import("./VirtualList")).VirtualList);

export function List({ groups }: { groups: readonly Group[] }) {
  const items = useMemo(() => groups.flatMap(itemsOf), [groups]);
  const long = items.length > WHOLE;
  useEffect(() => {
    if (long) virtualList.load();
  }, [long]);
  const Virtual = long ? virtualList.value.value : null;
  if (Virtual !== null) return <Virtual groups={groups} items={items} />;
  const rendered = items.slice(0, long ? FIRST : WHOLE).map((_, index) => index);
  return <Groups groups={groups} items={items} rendered={rendered} />;
}

/** The site that a row is for stays the same element, so that Preact skips it when others come and go. */
const elements = new WeakMap<Site, VNode>();

function elementOf(site: Site): VNode {
  const element = elements.get(site) ?? <SiteRow site={site} />;
  elements.set(site, element);
  return element;
}

interface Props {
  groups: readonly Group[];
  /** Those of all groups. */
  items: readonly Item[];
  /** The indexes of the items to render, ascending. */
  rendered: readonly number[];
  /** The height of the items from one index to before another, in CSS pixels; those of gaps if left out. */
  heightOf?: (from: number, to: number) => number;
  measure?: RefCallback<HTMLElement>;
}

/** Headings and rows, with gaps for those that are not rendered. */
export function Groups({ groups, items, rendered, heightOf = () => 0, measure }: Props) {
  const ref = measure === undefined ? {} : { ref: measure };
  let end = 0;
  return (
    <>
      {groups.map((group) => {
        const start = end;
        end += itemsOf(group).length;
        const first = group.heading === undefined ? start : start + 1;
        const rows: VNode[] = [];
        let next = first;
        const gapTo = (index: number): void => {
          const blockSize = index > next ? heightOf(next, index) : 0;
          if (blockSize > 0)
            rows.push(
              <div key={`gap-${next}`} class="row-gap" role="none" style={{ blockSize: `${blockSize}px` }} />,
            );
        };
        for (const index of rendered) {
          const site = index >= first && index < end ? items[index]?.site : null;
          if (site == null) continue;
          gapTo(index);
          const note = group.note?.(site);
          rows.push(
            <div
              key={site.id}
              class="row"
              role="listitem"
              aria-setsize={group.sites.length}
              aria-posinset={items[index]?.position}
              data-key={site.id}
              data-index={index}
              {...ref}
            >
              {note === undefined ? elementOf(site) : <SiteRow site={site} note={note} />}
            </div>,
          );
          next = index + 1;
        }
        gapTo(end);
        return (
          <section key={group.heading} class="group">
            {group.heading !== undefined && (
              <h3 class="group-heading" data-index={start} {...ref}>
                {group.heading}
              </h3>
            )}
            <div class="rows" role="list">
              {rows}
            </div>
          </section>
        );
      })}
    </>
  );
}
