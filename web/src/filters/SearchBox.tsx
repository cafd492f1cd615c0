import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { filters, setSearch } from "../state/page";

export function SearchBox() {
  const q = filters.value.q;
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="unseen" for="search">
        {t("search.label")}
      </label>
      <Icon name="search" />
      <input
        id="search"
        class="search-box"
        type="search"
        name="q"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        dir="auto"
        placeholder={t("search.hint")}
        value={q}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      {q !== "" && (
        <button type="button" class="icon-button search-clear" aria-label={t("search.clear")} onClick={clear}>
          <Icon name="close" />
        </button>
      )}
    </form>
  );
}

function clear(): void {
  setSearch("");
  document.getElementById("search")?.focus();
}
