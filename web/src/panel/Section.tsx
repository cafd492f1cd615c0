import type { ComponentChildren } from "preact";
import { number } from "../i18n";

interface Props {
  id: string;
  heading: string;
  count?: number;
  children: ComponentChildren;
  class?: string;
}

export function Section({ id, heading, count, children, class: classes = "" }: Props) {
  return (
    <section class={`section ${classes}`.trim()} aria-labelledby={`panel-${id}`}>
      <h3 class="section-heading" id={`panel-${id}`}>
        {heading}
        {count !== undefined && <span class="section-count"> {number(count)}</span>}
      </h3>
      {children}
    </section>
  );
}
