import type { ComponentChildren, ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { type Key, t } from "../i18n";
import type { Lazy } from "../state/lazy";

interface Props {
  heading: Key;
  intro: Key;
  /** Controls and counts above the content. */
  head: ComponentChildren;
  /** Uses the full width, as a table needs. */
  wide?: boolean;
  children: ComponentChildren;
}

/** A view that fills the page: heading, introduction and content. */
export function View({ heading, intro, head, wide = false, children }: Props) {
  return (
    <section class={wide ? "view view-wide" : "view"} aria-labelledby="view-heading">
      <header class="view-head">
        <h2 class="view-heading" id="view-heading">
          {t(heading)}
        </h2>
        <p class="view-intro">{t(intro)}</p>
        {head}
      </header>
      {children}
    </section>
  );
}

/** A view whose code is loaded when it is first shown. */
export function LazyView({ view }: { view: Lazy<ComponentType> }) {
  useEffect(view.load, [view]);
  const Loaded = view.value.value;
  return Loaded === null ? null : <Loaded />;
}
