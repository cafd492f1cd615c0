import { expect, test } from "vitest";
import { embedCode, framesNone } from "./embed";
import { apiUrl, recipes } from "./recipes";

test("the API URL has the filters, and the map's bounding box on request", () => {
  expect(apiUrl("http://a.test/", "", null)).toBe("http://a.test/collections/sites/items?limit=10000");
  expect(apiUrl("http://a.test/", "?mineral=copper", [60.8, 23.5, 77.9, 37.2])).toBe(
    "http://a.test/collections/sites/items?mineral=copper&bbox=60.8000,23.5000,77.9000,37.2000&limit=10000",
  );
});

test("filter values are quoted for the shell", () => {
  const [curl] = recipes("http://a.test/", "?q=o'neil+$(id)", null);
  expect(curl?.text).toContain(String.raw`q=o'\''neil+$(id)'`);
});

test("URLs are escaped in attributes", () => {
  expect(embedCode('/?q="><script>&a=1', 'a "b"')).toContain(
    'src="/?q=&quot;>&lt;script>&amp;a=1" title="a &quot;b&quot;"',
  );
});

test("a content security policy says who may frame a page", () => {
  expect(framesNone("default-src 'none'; frame-ancestors 'none'")).toBe(true);
  expect(framesNone("frame-ancestors https://news.example")).toBe(false);
  expect(framesNone("default-src 'self'")).toBeNull();
  expect(framesNone(null)).toBeNull();
});
