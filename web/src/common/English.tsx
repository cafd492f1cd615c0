import type { ComponentChildren } from "preact";
import { language } from "../i18n";
import { DEFAULT, isArabic, type Language } from "../i18n/languages";

/** Text that exists in English only, marked as such where the page speaks another language. */
export function English({ children }: { children: ComponentChildren }) {
  return (
    <span class="english" lang="en" dir="ltr">
      {children}
    </span>
  );
}

const ARABIC = /\p{Script=Arabic}/u;

/** A name in its language; where that is unknown, in the page's language or in English, depending on the script. */
export function Name({ children, lang }: { children: string; lang?: Language | undefined }) {
  const own = isArabic(language.value) ? language.value : "";
  return <bdi lang={lang ?? (ARABIC.test(children) ? own : DEFAULT)}>{children}</bdi>;
}
