import { expect, test } from "vitest";
import { claimOf } from "../claims/fixtures";
import { reportText, sendAddress } from "./text";

const claim = claimOf({
  about: "status",
  id: "status-2026-03",
  status: "operating",
  cite: [{ source: "survey" }],
});

const report = reportText(
  {
    record: { kind: "site", id: "hill" },
    ...{
      name: "Hill",
      claim,
      sources: new Map(),
      version: "1.2",
      address: "http://a.test/?site=hill",
    },
  },
  { wrong: "It closed.", right: "" },
);

test("a report has all that a curator needs, and nothing computed", () => {
  expect(report.title).toBe("Hill: status (site hill, claim status-2026-03)");
  for (const part of [
    "Claim: status-2026-03",
    "http://a.test/?site=hill",
    "version 1.2",
    "It closed.",
    "- survey",
  ])
    expect(report.body).toContain(part);
  expect(report.body).not.toContain("lineages");
});

test("the project's address is filled with the report", () => {
  const parameters = new URL(sendAddress("https://b.test/new?title={title}&body={body}", report) ?? "")
    .searchParams;
  expect(parameters.get("title")).toBe(report.title);
  expect(parameters.get("body")).toBe(report.body);
  const mail = new URL(sendAddress("mailto:data@b.test", report) ?? "");
  expect(mail.searchParams.get("subject")).toBe(report.title);
  expect(sendAddress("https://b.test/contact", report)).toBe("https://b.test/contact");
  expect(sendAddress("javascript:alert(1)", report)).toBeNull();
});
