// Where the atlas is on its host. The page and its service worker lie directly in its root.

const here: string = globalThis.location?.href ?? "http://localhost/";

/** The path of the root: `/`, or a prefix that a proxy adds, such as `/atlas/`. */
export const ROOT = new URL(".", here).pathname;

/** The URL of the root. */
export const ROOT_URL = new URL(".", here).href;

/** The path on the host of a path of the atlas, which begins with a slash. */
export const onHost = (path: string): string => ROOT + path.slice(1);

/** The path of the atlas for a path on the host; empty outside the atlas. */
export const inAtlas = (pathname: string): string =>
  pathname.startsWith(ROOT) ? pathname.slice(ROOT.length - 1) : "";
