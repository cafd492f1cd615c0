import type { Citation, At, Source } from "../api/types";
import { Icon } from "../common/Icon";
import { date, list, t, term } from "../i18n";
import { sources } from "../state/atlas";
import { authorsOf, isoDate, publisherOf } from "./bibliography";
import { cameFrom, entryId, followed } from "./Cites";
import { useNumbers } from "./context";
import type { CitedSource } from "./numbering";
import { passageAddress } from "./passage";
import { Section } from "./Section";

/** The numbered list at the panel's end: each source, and each place of it that is cited. */
export function Sources() {
  const numbered = [...useNumbers().values()];
  if (numbered.length === 0) return null;
  return (
    <Section id="sources" heading={t("sources")}>
      <ol class="sources">
        {numbered.map((cited) => (
          <Entry key={cited.id} cited={cited} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ cited }: { cited: CitedSource }) {
  const source = sources.value.get(cited.id);
  if (source === undefined) return <li id={entryId(cited.n, 0)}>{cited.id}</li>;
  const address = passageAddress(source);
  const issued = isoDate(source.issued);
  const authors = authorsOf(source);
  const publisher = publisherOf(source);
  const retold = (source.custom.derives_from ?? []).map((id) => {
    const told = sources.value.get(id);
    return told === undefined ? id : publisherOf(told);
  });
  return (
    <li class="source">
      <span class="source-number" aria-hidden="true">
        {cited.n}
      </span>
      <div class="source-body">
        <p class="source-title" lang={titleLanguage(source)} dir="auto">
          {address === null ? source.title : <Outward address={address}>{source.title}</Outward>}
        </p>
        <p class="source-facts">
          {publisher !== source.title && <span dir="auto">{publisher}</span>}
          {authors !== null && authors !== publisher && <span dir="auto">{authors}</span>}
          {issued !== null && <time dateTime={issued}>{date(issued)}</time>}
          <span class="source-kind">{term("source", source.custom.kind)}</span>
          {address === null && <span class="source-unknown">{t("addressUnknown")}</span>}
          {address === null && source.archive !== undefined && /^https?:/.test(source.archive) && (
            <Outward address={source.archive}>{t("readCopy")}</Outward>
          )}
        </p>
        {retold.length > 0 && <p class="source-retells">{t("retells", { names: list(retold) })}</p>}
        <ul class="places">
          {cited.places.map((place, nth) => (
            <PlaceEntry key={nth} id={entryId(cited.n, nth)} n={cited.n} place={place} source={source} />
          ))}
        </ul>
      </div>
    </li>
  );
}

interface PlaceProps {
  id: string;
  n: number;
  place: Citation;
  source: Source;
}

function PlaceEntry({ id, n, place, source }: PlaceProps) {
  const passage = place.passage;
  const address = passage === undefined ? null : passageAddress(source, passage);
  const at = whereIn(place.at);
  const speaker = place.attributed_to;
  const isFollowed = followed.value === id;
  const bare = at === null && passage === undefined && speaker === undefined;
  const goBack = (): void => {
    followed.value = null;
    cameFrom.value?.focus();
    cameFrom.value?.scrollIntoView({ block: "center" });
  };
  return (
    <li
      id={id}
      class={[`place`, isFollowed && "place-followed", bare && "place-bare"].filter(Boolean).join(" ")}
      tabIndex={-1}
      aria-label={t("source", { n })}
    >
      {at !== null && <span>{at}</span>}
      {passage !== undefined && (
        <q lang={source.language} dir="auto">
          {passage.start} … {passage.end}
        </q>
      )}
      {speaker !== undefined && <span>{t("quotes", { name: speaker })}</span>}
      {address !== null && <Outward address={address}>{t("readPassage")}</Outward>}
      {isFollowed && (
        <button type="button" class="link-button" onClick={goBack}>
          {t("backToClaim")}
        </button>
      )}
    </li>
  );
}

/** A title in brackets is our own description, in English, whatever the source speaks. */
function titleLanguage(source: Source): string | undefined {
  return source.title.startsWith("[") ? "en" : source.language;
}

function whereIn(place: At | undefined): string | null {
  if (place === undefined) return null;
  if (typeof place === "string") return place;
  if ("paragraph" in place) return t("paragraph", { n: place.paragraph });
  if ("page" in place) return t("page", { n: place.page });
  return t("record", { id: place.record });
}

/** A link to another server. The page itself never asks one. */
function Outward({ address, children }: { address: string; children: string }) {
  return (
    <a class="outward" href={address} target="_blank" rel="noopener noreferrer">
      {children}
      <Icon name="away" />
      <span class="unseen"> ({t("newWindow")})</span>
    </a>
  );
}
