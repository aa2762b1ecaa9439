import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const DOCUMENTS = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md"],
  ...[
    ...[
      "federation",
      "front-ends",
      "glossary",
      "guide",
      "guide-lists",
      "guide-training",
      "http",
      "operations",
    ],
    ...["promises", "reliability", "scaling", "security", "settings", "subscriptions"],
  ].map((name) => `docs/${name}.md`),
];
/** Words that make a reader read a sentence twice, and what to write instead. */
const RIDDLES: Readonly<Record<string, string>> = {
  whoever: "the client, the caller",
  "who asks": "the client, the caller",
  anew: "again",
  "so many": "the number",
  "tells?": "return, report, log",
  "asked for": "requested, selected",
  "however many": "any number of",
  "at once": "immediately; at the same time",
};

describe.each(DOCUMENTS)("%s", (name) => {
  const prose = readFileSync(name, "utf8").replaceAll(/```.*?```|`[^`\n]*`|".*?"/gs, "");

  it.each(Object.entries(RIDDLES))("does not say %s, but: %s", (riddle) => {
    expect(prose.match(new RegExp(`\\b(${riddle})\\b.*`, "gi")) ?? []).toEqual([]);
  });
});
