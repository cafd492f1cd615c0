import { expect, test } from "vitest";
import type { Site } from "../api/types";
import { isOutdated, statusText } from "./status";

test("a report is outdated after 18 months, counted from the end of its year or month", () => {
  for (const reported of ["2025-05-22", "2025-05", "2025", "2026-11-22"])
    expect(isOutdated(reported, "2026-11-22"), reported).toBe(false);
  for (const reported of ["2025-05-21", "2025-04", "2024", "1992"])
    expect(isOutdated(reported, "2026-11-22"), reported).toBe(true);
  // 18 months before the last day of August is the last day of February.
  expect(isOutdated("2025-02-28", "2026-08-31")).toBe(false);
  expect(isOutdated("2025-02-27", "2026-08-31")).toBe(true);
});

test("an old or undated status says so, and one that cannot change does not", () => {
  const text = (status: string | null, status_as_of: string | null): string | null =>
    statusText({ status, status_as_of } as Site["properties"], "2026-11-22");
  expect(text("operating", "2026-03")).toBe("Operating");
  expect(text("operating", "1992")).toBe("Operating, last reported 1992");
  expect(text("operating", "2021-10-26")).toBe("Operating, last reported 2021");
  expect(text("operating", null)).toBe("Operating, date not stated");
  expect(text("historic", "1950")).toBe("Historic");
  expect(text(null, null)).toBeNull();
});
