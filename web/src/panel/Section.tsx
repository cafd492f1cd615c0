import type { ComponentChildren } from "preact";

export function Section(props: { id: string; heading: string; children: ComponentChildren; class?: string }) {
  return (
    <section class={`section ${props.class ?? ""}`.trim()} aria-labelledby={`panel-${props.id}`}>
      <h3 class="section-heading" id={`panel-${props.id}`}>
        {props.heading}
      </h3>
      {props.children}
    </section>
  );
}
