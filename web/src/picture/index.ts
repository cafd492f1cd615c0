import { later } from "../state/later";

/** The form that makes pictures: its code comes when somebody looks for it. */
export const picture = later(async () => (await import("./Picture")).Picture);
