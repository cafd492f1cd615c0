import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { number } from "../i18n";
import { SourceList } from "./context";

interface Props {
  id: string;
  heading: string;
  count?: number;
  children: ComponentChildren;
  class?: string;
}

export function Section({ id, heading, count, children, class: classes = "" }: Props) {
  const list = useContext(SourceList);
  return (
    <section class={`section ${classes}`.trim()} aria-labelledby={`${list}-${id}`}>
      <h3 class="section-heading" id={`${list}-${id}`}>
        {heading}
        {count !== undefined && <span class="section-count"> {number(count)}</span>}
      </h3>
      {children}
    </section>
  );
}
