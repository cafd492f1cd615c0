import { number, t } from "../i18n";
import { isPlainClick } from "./RecordLink";
import { onlyUrl, only, showOnly } from "../state/page";

interface Props {
  label: string;
  options: readonly { value: string; name: string; count: number }[];
  total: number;
}

/** A choice of one kind or of all. Each option is a link, because the URL holds the choice. */
export function Only({ label, options, total }: Props) {
  if (options.length < 2 && only.value === null) return null;
  const all = { value: null, name: t("filters.all"), count: total };
  return (
    <nav class="only" aria-label={label}>
      {[all, ...options].map(({ value, name, count }) => (
        <a
          key={value}
          class="facet only-option"
          href={onlyUrl(value)}
          aria-current={only.value === value ? "true" : undefined}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            showOnly(value);
          }}
        >
          {name} <span class="option-count">{number(count)}</span>
        </a>
      ))}
    </nav>
  );
}
