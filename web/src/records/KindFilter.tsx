import { number, t } from "../i18n";
import { isPlainClick } from "./RecordLink";
import { kindUrl, shownKind, showKind } from "../state/page";

interface Props {
  label: string;
  options: readonly { value: string; name: string; count: number }[];
  total: number;
}

/** A choice of one kind or of all. Each option is a link, because the URL holds the choice. */
export function KindFilter({ label, options, total }: Props) {
  if (options.length < 2 && shownKind.value === null) return null;
  const all = { value: null, name: t("filters.all"), count: total };
  return (
    <nav class="kind-filter" aria-label={label}>
      {[all, ...options].map(({ value, name, count }) => (
        <a
          key={value}
          class="facet kind-option"
          href={kindUrl(value)}
          aria-current={shownKind.value === value ? "true" : undefined}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            showKind(value);
          }}
        >
          {name} <span class="option-count">{number(count)}</span>
        </a>
      ))}
    </nav>
  );
}
