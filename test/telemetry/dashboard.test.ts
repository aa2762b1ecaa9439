import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startKit } from "../kit/index.ts";

const dashboard = z
  .object({
    panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })).default([]) })),
  })
  .parse(
    JSON.parse(readFileSync(new URL("../../docs/grafana-dashboard.json", import.meta.url), "utf8")),
  );
const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const shown = new Set(
  expressions.flatMap((expr) => expr.match(/\b(qianfan_graphql|nodejs|process)_\w+/g) ?? []),
);

async function served(): Promise<Set<string>> {
  const { adminUrl } = await startKit({ settings: { ADMIN_PORT: "0" } });
  const page = await (await fetch(`${adminUrl}/metrics`)).text();
  const names = [...page.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) =>
    type === "histogram" ? `${name}_bucket` : String(name),
  );
  return new Set(names);
}

describe("the Grafana dashboard", () => {
  it("asks for no metric that is not served", async () => {
    const names = await served();
    expect(shown.size).toBeGreaterThan(5);
    expect([...shown].filter((name) => !names.has(name))).toEqual([]);
  });

  it("shows every metric of this server's own", async () => {
    const own = [...(await served())].filter((name) => name.startsWith("qianfan_graphql_"));
    expect(own.filter((name) => !shown.has(name))).toEqual([]);
  });
});
