import type { ComponentChildren, Ref } from "preact";
import { Name } from "../common/English";

interface Props {
  /** The kind of record, as its readers call it. */
  kind: string;
  name: string;
  /** The name in the other script. */
  other?: string | null;
  icon?: ComponentChildren;
  heading: Ref<HTMLHeadingElement>;
  children?: ComponentChildren;
}

/** The header of a record's page: its kind, its name and a few facts. */
export function RecordHeader({ kind, name, other = null, icon, heading, children }: Props) {
  return (
    <header class="panel-header">
      <p class="panel-kind">{kind}</p>
      <h2 class="panel-name" ref={heading} tabIndex={-1}>
        <span class="panel-name-own">
          {icon}
          <Name>{name}</Name>
        </span>
        {other !== null && (
          <span class="panel-other">
            {" "}
            <Name>{other}</Name>
          </span>
        )}
      </h2>
      {children}
    </header>
  );
}

/** A labelled fact in a header. */
export function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
