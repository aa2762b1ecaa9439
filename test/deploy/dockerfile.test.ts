import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, it, onTestFinished } from "vitest";
import { SETTINGS } from "../../src/config/index.ts";

const text = readFileSync("Dockerfile", "utf8");
const stages = text.split(/^(?=FROM )/m).slice(1);
const last = stages.at(-1) ?? "";

describe("the Dockerfile", () => {
  it("is valid", () => {
    expect(validate(text)).toEqual([]);
    expect(validate("FROM node:24-alpine\nNONSENSE")).toHaveLength(1);
  });

  it("ends in a small image that runs without root, dev dependencies or sources", () => {
    expect(last).toMatch(/^FROM node:24-alpine AS server$/m);
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last.match(/^COPY .*/gm)).toMatchInlineSnapshot(`
      [
        "COPY --from=dependencies /app/node_modules node_modules",
        "COPY --from=build /build/dist dist",
        "COPY --from=build /build/dist-playground dist-playground",
        "COPY examples/watch.html examples/watch.css examples/watch.js examples/watch-report.js examples/",
        "COPY LICENSE README.md package.json schema.graphql ./",
      ]
    `);
    expect(stages.find((stage) => / AS dependencies$/m.test(stage))).toContain("--omit=dev");
  });

  it("copies only what is there and what .dockerignore lets in", () => {
    const allowed = new Set(
      readFileSync(".dockerignore", "utf8")
        .split("\n")
        .filter((line) => line.startsWith("!"))
        .map((line) => line.slice(1)),
    );
    const copied = [...text.matchAll(/^COPY (?!--from)(.*) \S+$/gm)]
      .flatMap(([, names = ""]) => names.split(" "))
      .filter((name) => name !== ".");
    for (const name of copied) {
      expect(existsSync(name), name).toBe(true);
      expect(allowed, name).toContain(name.split("/")[0]);
    }
  });

  it("sets only settings that exist", () => {
    const [, variables = ""] = /^ENV (.*)$/m.exec(last) ?? [];
    const names = variables.split(" ").map((pair) => pair.split("=")[0] ?? "");
    expect(names.filter((name) => !Object.hasOwn(SETTINGS, name))).toEqual([]);
  });

  it("composes the supergraph for its gateway", () => {
    const folder = mkdtempSync(join(tmpdir(), "supergraph-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "supergraph.graphql");
    const argv = ["--import", "tsx", "scripts/supergraph.ts", "http://server:4000/graphql", file];
    execFileSync(process.execPath, argv);
    expect(readFileSync(file, "utf8")).toContain(
      '@join__graph(name: "qianfan", url: "http://server:4000/graphql")',
    );
  });
});
