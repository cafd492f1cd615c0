import { useEffect } from "preact/hooks";
import { ready } from "../state/atlas";
import { later } from "../state/later";
import { dialog } from "./shown";

const content = later(() => import("./Content"));

/** The place of whichever dialog is open. */
export function Dialogs() {
  const shown = dialog.value;
  useEffect(() => {
    if (shown !== null) content.ask();
  }, [shown]);
  const code = content.value.value;
  return shown === null || code === null || !ready.value ? null : <code.Content shown={shown} />;
}
