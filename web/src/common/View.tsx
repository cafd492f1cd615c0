import type { ComponentChildren } from "preact";
import { type Key, t } from "../i18n";

interface Props {
  heading: Key;
  intro: Key;
  /** What is asked, and what is found: above what is read. */
  head: ComponentChildren;
  /** Whether it takes all the room there is, as a table does. */
  wide?: boolean;
  children: ComponentChildren;
}

/** A view that fills the page: its name, what it is for, and what it shows. */
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
