import type { ComponentChildren, Ref } from "preact";
import { Name } from "../common/English";

interface Props {
  /** What kind of record it is. */
  kind: string;
  name: string;
  /** The name in the script that the first one is not in. */
  other?: string | null;
  icon?: ComponentChildren;
  heading: Ref<HTMLHeadingElement>;
  children?: ComponentChildren;
}

/** The head of a record's page: what it is, what it is called, and a few facts. */
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

/** One fact of a head: what it is, and its value. */
export function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
