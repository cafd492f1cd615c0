import { lazy } from "../state/lazy";

/** The form that makes pictures: its code comes when somebody looks for it. */
export const imageExport = lazy(async () => (await import("./ImageExport")).ImageExport);
