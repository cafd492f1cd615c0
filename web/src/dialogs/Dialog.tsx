import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../common/Icon";
import { t } from "../i18n";
import { closeDialog } from "./shown";

interface Props {
  heading: string;
  /** Without a bar of its own: the heading is for screen readers alone. */
  bare?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** A dialog over the page: the browser keeps the focus in it, and gives it back. */
export function Dialog({ heading, bare = false, class: classes = "", children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = element.current;
    const opener = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      class={`dialog ${classes}`.trim()}
      ref={element}
      aria-label={heading}
      onClose={() => {
        // The browser tells of it later: by then it may be gone, and another one open.
        if (element.current !== null) closeDialog();
      }}
      // What is open below stays open.
      onKeyDown={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        if (event.target === element.current) closeDialog();
      }}
    >
      <div class="dialog-body">
        {bare ? (
          <h2 class="unseen">{heading}</h2>
        ) : (
          <div class="dialog-bar">
            <h2 class="dialog-heading">{heading}</h2>
            <button type="button" class="icon-button" aria-label={t("page.close")} onClick={closeDialog}>
              <Icon name="close" />
            </button>
          </div>
        )}
        {children}
      </div>
    </dialog>
  );
}
