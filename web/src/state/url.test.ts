import { expect, test } from "vitest";
import { NO_FILTERS, toggled } from "./filters";
import { formatPageState, formatView, parsePageState, parseView } from "./url";

test("filters survive a round trip", () => {
  const query = "?mineral=copper,gold&operator=barrick&q=reko+diq&site=reko-diq&map=7.5/29.13/62.061&lang=ur";
  expect(formatPageState(parsePageState(query))).toBe(query);
});

test("views and open records survive a round trip", () => {
  for (const query of [
    "?view=agreements&only=mou&open=organization:barrick&lang=ur",
    "?view=disagreements&site=reko-diq",
    "?open=mineral:copper",
    "?mineral=copper&open=source:dawn-2024",
    "?mineral=copper&view=charts&site=reko-diq&prefer=newest",
    "?prefer=official",
  ]) {
    expect(formatPageState(parsePageState(query))).toBe(query);
  }
});

test("near search takes a site or a position", () => {
  for (const query of ["?near=reko-diq/50", "?near=29.13/62.061/120"])
    expect(formatPageState(parsePageState(query))).toBe(query);
  for (const bad of ["reko-diq", "/50", "reko-diq/0", "91/62/50", "//50", "1/2/3/4", "29/62/9999"])
    expect(parsePageState(`?near=${bad}`).near).toBeNull();
});

test("compared sites keep their order, without duplicates, up to four", () => {
  const query = "?view=compare&compare=saindak,reko-diq";
  expect(formatPageState(parsePageState(query))).toBe(query);
  expect(parsePageState("?compare=a,a,,b,c,d,e").compared).toEqual(["a", "b", "c", "d"]);
});

test("an unknown view or kind of record is ignored", () => {
  expect(formatPageState(parsePageState("?view=maps&open=planet:mars"))).toBe("");
  expect(formatPageState(parsePageState("?open=organization:"))).toBe("");
  expect(parsePageState("?only=mou").kind).toBeNull();
  expect(parsePageState("?open=source:a:b").openRef).toEqual({ kind: "source", id: "a:b" });
});

test("only a non-default preference is in the URL", () => {
  expect(parsePageState("?prefer=official").prefer).toBe("official");
  for (const usual of ["", "?prefer=witnesses", "?prefer=loudest"]) {
    expect(parsePageState(usual).prefer).toBe("witnesses");
    expect(formatPageState(parsePageState(usual))).toBe("");
  }
});

test("a site takes precedence over another open record", () => {
  expect(parsePageState("?site=reko-diq&open=mineral:gold").openRef).toEqual({
    kind: "site",
    id: "reko-diq",
  });
});

test("the default state has an empty query", () => {
  expect(formatPageState(parsePageState(""))).toBe("");
  expect(formatPageState(parsePageState("?mineral=&q=&site=&lang=fr&map=nowhere"))).toBe("");
});

test("values are sorted, without duplicates", () => {
  expect(formatPageState(parsePageState("?mineral=gold,%20copper,gold"))).toBe("?mineral=copper,gold");
});

test("a map view is three numbers in range", () => {
  expect(parseView("5/30/70")).toEqual({ zoom: 5, lat: 30, lon: 70 });
  for (const bad of [null, "", "5/30", "5//70", "5/91/70", "5/30/181", "x/30/70", "5/30/70/1"]) {
    expect(parseView(bad)).toBeNull();
  }
  expect(formatView({ zoom: 5.12345, lat: 29.1304999, lon: 62 })).toBe("5.12/29.1305/62");
});

test("a tilted view has bearing and pitch", () => {
  const tilted = { zoom: 5, lat: 30, lon: 70, bearing: -20, pitch: 55 };
  expect(parseView("5/30/70/-20/55")).toEqual(tilted);
  expect(formatView({ ...tilted, bearing: -20.04 })).toBe("5/30/70/-20/55");
  expect(formatView({ ...tilted, bearing: 0, pitch: 0 })).toBe("5/30/70");
  for (const text of ["5/30/70/200/10", "5/30/70/0/-5", "5/30/70/0/", "5/30/70/0/10/1"]) {
    expect(parseView(text), text).toBeNull();
  }
});

test("a day must exist", () => {
  expect(formatPageState(parsePageState("?as_of=2025-09-08&mineral=gold"))).toBe(
    "?mineral=gold&as_of=2025-09-08",
  );
  expect(parsePageState("?as_of=2025").filters.asOf).toBe("2025-12-31");
  expect(parsePageState("?as_of=2024-02").filters.asOf).toBe("2024-02-29");
  for (const bad of ["2025-02-30", "2025-13", "2025-00", "25", "today", ""])
    expect(parsePageState(`?as_of=${bad}`).filters.asOf).toBeNull();
});

test("a value toggles", () => {
  const once = toggled(NO_FILTERS, "mineral", "copper");
  expect(once.selected.mineral).toEqual(["copper"]);
  expect(toggled(once, "mineral", "copper").selected).toEqual({});
});
