import { useEffect } from "preact/hooks";
import { ready } from "../state/atlas";
import { lazy } from "../state/lazy";
import { dialog } from "../state/page";

const content = lazy(() => import("./Content"));

/** Renders the open dialog. */
export function Dialogs() {
  const shown = dialog.value;
  useEffect(() => {
    if (shown !== null) content.load();
  }, [shown]);
  const code = content.value.value;
  return shown === null || code === null || !ready.value ? null : <code.Content shown={shown} />;
}
