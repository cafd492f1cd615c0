import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Later } from "../state/later";

/** A view whose code comes later; nothing until then. */
export function WhenCome({ view }: { view: Later<ComponentType> }) {
  useEffect(view.ask, [view]);
  const View = view.value.value;
  return View === null ? null : <View />;
}
