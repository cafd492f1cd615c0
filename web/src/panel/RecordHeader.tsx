import type { ComponentChildren, Ref } from "preact";
import { Name } from "../common/English";
import type { allNames, OtherName } from "../records/names";
import { RecordLink } from "../records/RecordLink";
import type { RecordKind } from "../state/ref";
import { Cites } from "../citations/Cites";

interface Props {
  /** The kind of record, as its readers call it. */
  kind: string;
  name: string;
  /** The name in the other script. */
  other?: OtherName | null;
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
            <Name lang={other.lang}>{other.name}</Name>
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

/** A fact with a list of names, each with its sources. */
export function NamesFact({ label, names }: { label: string; names: ReturnType<typeof allNames> }) {
  if (names.length === 0) return null;
  return (
    <Fact label={label}>
      <ul class="facts-names">
        {names.map(({ name, lang, cite }) => (
          <li key={name}>
            <Name lang={lang}>{name}</Name> <Cites cite={cite} />
          </li>
        ))}
      </ul>
    </Fact>
  );
}

/** A fact with links to records of one kind. */
export function RecordsFact({
  label,
  kind,
  ids,
}: {
  label: string;
  kind: RecordKind;
  ids: readonly string[];
}) {
  if (ids.length === 0) return null;
  return (
    <Fact label={label}>
      <ul class="facts-names">
        {ids.map((id) => (
          <li key={id}>
            <RecordLink kind={kind} id={id} />
          </li>
        ))}
      </ul>
    </Fact>
  );
}
