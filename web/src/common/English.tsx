import type { ComponentChildren } from "preact";

/** Text that exists in English only, marked as such where the page speaks another language. */
export function English({ children }: { children: ComponentChildren }) {
  return (
    <span class="english" lang="en" dir="ltr">
      {children}
    </span>
  );
}

const ARABIC = /\p{Script=Arabic}/u;

/** A name in whichever script it is written. */
export function Name({ children }: { children: string }) {
  const urdu = ARABIC.test(children);
  return (
    <bdi lang={urdu ? "ur" : "en"} class={urdu ? "urdu" : undefined}>
      {children}
    </bdi>
  );
}
