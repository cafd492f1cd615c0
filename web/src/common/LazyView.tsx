import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Lazy } from "../state/lazy";

/** A view whose code is loaded when it is first shown. */
export function LazyView({ view }: { view: Lazy<ComponentType> }) {
  useEffect(view.load, [view]);
  const View = view.value.value;
  return View === null ? null : <View />;
}
