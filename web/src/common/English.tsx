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

/** A name; its language where it is known, else the page's or English, as the script tells. */
export function Name({ children, lang }: { children: string; lang?: Language | undefined }) {
  const own = isArabic(language.value) ? language.value : "";
  return <bdi lang={lang ?? (ARABIC.test(children) ? own : DEFAULT)}>{children}</bdi>;
}
