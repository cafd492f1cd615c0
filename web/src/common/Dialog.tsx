import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon";
import { t } from "../i18n";
import { closeDialog } from "../state/page";

interface Props {
  heading: string;
  /** Hides the title bar; the heading is for screen readers only. */
  bare?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus in it and restores it afterwards. */
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
        // The event comes later: another dialog may be open by then.
        if (element.current !== null) closeDialog();
      }}
      // Escape closes only the dialog, not the record below.
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
