import { useContext } from "preact/hooks";
import type { Citation, Source } from "../api/types";
import { date, list, t, term } from "../i18n";
import { RecordLink } from "../records/RecordLink";
import { sources } from "../state/atlas";
import { authorsOf, isoDate, publisherOf } from "../claims/bibliography";
import { entryId } from "./Cites";
import { cameFrom, followed, SourceList, useNumbers } from "./context";
import type { CitedSource } from "../claims/numbering";
import { passageAddress } from "./passage";
import { Outward, Place } from "./Place";
import { Section } from "./Section";

/** The numbered list of sources, each with the places cited in it. */
export function Sources() {
  const numbered = [...useNumbers().values()];
  if (numbered.length === 0) return null;
  return (
    <Section id="sources" heading={t("sources.label")}>
      <ol class="sources">
        {numbered.map((cited) => (
          <Entry key={cited.id} cited={cited} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ cited }: { cited: CitedSource }) {
  const list = useContext(SourceList);
  const source = sources.value.get(cited.id);
  if (source === undefined) return <li id={entryId(list, cited.n, 0)}>{cited.id}</li>;
  return (
    <li class="source">
      <span class="source-number" aria-hidden="true">
        {cited.n}
      </span>
      <div class="source-body">
        <SourceTitle source={source} />
        <SourceFacts source={source}>
          <RecordLink kind="source" id={source.id} class="source-all">
            {t("sources.allItSays")}
            <span class="unseen"> ({source.title})</span>
          </RecordLink>
        </SourceFacts>
        <ul class="places">
          {cited.places.map((place, index) => (
            <PlaceEntry
              key={index}
              id={entryId(list, cited.n, index)}
              n={cited.n}
              place={place}
              source={source}
            />
          ))}
        </ul>
      </div>
    </li>
  );
}

function SourceTitle({ source }: { source: Source }) {
  const address = passageAddress(source);
  return (
    <p class="source-title" lang={titleLanguage(source)} dir="auto">
      {address === null ? source.title : <Outward address={address}>{source.title}</Outward>}
    </p>
  );
}

/** Publisher, authors, date, kind and links of a source, and the sources it is based on. */
export function SourceFacts({ source, children }: { source: Source; children?: preact.ComponentChildren }) {
  const address = passageAddress(source);
  const issued = isoDate(source.issued);
  const authors = authorsOf(source);
  const publisher = publisherOf(source);
  const retold = (source.custom.derives_from ?? []).map((id) => {
    const original = sources.value.get(id);
    return original === undefined ? id : publisherOf(original);
  });
  return (
    <>
      <p class="source-facts">
        {publisher !== source.title && <span dir="auto">{publisher}</span>}
        {authors !== null && authors !== publisher && <span dir="auto">{authors}</span>}
        {issued !== null && <time dateTime={issued}>{date(issued)}</time>}
        <span class="source-kind">{term("source", source.custom.kind)}</span>
        {address === null && <span class="source-unknown">{t("sources.addressUnknown")}</span>}
        {address === null && source.archive !== undefined && /^https?:/.test(source.archive) && (
          <Outward address={source.archive}>{t("sources.copy")}</Outward>
        )}
        {children}
      </p>
      {retold.length > 0 && <p class="source-retells">{t("sources.retells", { names: list(retold) })}</p>}
    </>
  );
}

interface PlaceProps {
  id: string;
  n: number;
  place: Citation;
  source: Source;
}

function PlaceEntry({ id, n, place, source }: PlaceProps) {
  const isFollowed = followed.value === id;
  const goBack = (): void => {
    followed.value = null;
    cameFrom.value?.focus();
    cameFrom.value?.scrollIntoView({ block: "center" });
  };
  return (
    <li
      id={id}
      class={isFollowed ? "place place-followed" : "place"}
      tabIndex={-1}
      aria-label={t("sources.nth", { n })}
    >
      <Place citation={place} source={source} />
      {isFollowed && (
        <button type="button" class="link-button" onClick={goBack}>
          {t("claim.back")}
        </button>
      )}
    </li>
  );
}

/** The title's language. A title in brackets is our own description in English. */
export function titleLanguage(source: Source): string | undefined {
  return source.title.startsWith("[") ? "en" : source.language;
}
