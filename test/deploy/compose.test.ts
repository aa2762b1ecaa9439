import { readFileSync } from "node:fs";
import { DCLinter } from "dclint";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createAuthentication } from "../../src/auth/authentication.ts";
import { readConfig, SETTINGS } from "../../src/config/index.ts";
import { DEMO_ACCOUNT } from "../../src/emulator/index.ts";
import { tokensFile } from "../auth/kit.ts";

const service = z.looseObject({
  image: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  deploy: z.object({ replicas: z.number().optional() }).optional(),
});

function servicesOf(file: string) {
  return z
    .object({ services: z.record(z.string(), service) })
    .parse(parse(readFileSync(file, "utf8"))).services;
}

describe("compose.yaml", () => {
  const services = servicesOf("compose.yaml");

  it.each(["compose.yaml", "compose.demo.yaml"])(
    "%s keeps the Compose schema and rules",
    (file) => {
      const linter = new DCLinter({
        rules: {
          // The order of keys says nothing, and a name is needed in one of the two files alone.
          "service-keys-order": 0,
          "require-project-name-field": 0,
          "require-quotes-in-ports": [2, { quoteType: "double" }],
        },
        quiet: false,
        debug: false,
        exclude: [],
      });
      expect(linter.lintFiles([file], false)).toMatchObject([{ messages: [] }]);
    },
  );

  it("runs two servers behind a gateway, and publishes nothing beyond this machine", () => {
    expect(services.server?.deploy?.replicas).toBe(2);
    expect(services.server?.ports).toEqual([]);
    for (const { ports } of Object.values(services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it("pins every image to a version, and lets ours write nowhere", () => {
    for (const { image } of Object.values(services)) {
      if (image) expect(image).toMatch(/:v?\d/);
    }
    expect(services.server?.read_only).toBe(true);
    expect(services.gateway?.read_only).toBe(true);
  });

  it("sets only settings that exist, and the emulator's own account in the demo", () => {
    const demo = servicesOf("compose.demo.yaml").server?.environment ?? {};
    const names = Object.keys({ ...services.server?.environment, ...demo });
    expect(names.filter((name) => !Object.hasOwn(SETTINGS, name))).toEqual([]);
    expect(demo).toMatchObject({
      QIANFAN_ACCESS_KEY: DEMO_ACCOUNT.accessKey,
      QIANFAN_SECRET_KEY: DEMO_ACCOUNT.secretKey,
    });
  });
});

describe("what the containers are set to", () => {
  const image = Object.fromEntries(
    (/^ENV (.*)$/m.exec(readFileSync("Dockerfile", "utf8"))?.[1] ?? "")
      .split(" ")
      .map((pair) => pair.split("=")),
  );
  const composed = { ...image, ...servicesOf("compose.demo.yaml").server?.environment };
  const start = (environment: Record<string, string>) =>
    createAuthentication(readConfig(environment), ["default"], pino({ level: "silent" }));

  it("is open to whoever reaches it only because that is said", () => {
    const said = servicesOf("compose.yaml").server?.environment.AUTH ?? "";
    expect(start({ ...composed, AUTH: said }).asks).toBe(false);
    expect(() => start(composed)).toThrow(/others can reach, but no callers are configured/);
  });

  it("asks who calls in Kubernetes, by a file from a Secret", () => {
    const deployment = parse(readFileSync("deploy/kubernetes/deployment.yaml", "utf8"));
    const { containers, volumes } = deployment.spec.template.spec;
    const [{ env, volumeMounts }] = containers;
    const [{ mountPath, name }] = volumeMounts;
    expect(volumes).toEqual([{ name, secret: { secretName: "qianfan-graphql-callers" } }]);
    expect(env).toEqual([{ name: "TOKENS_FILE", value: `${mountPath}/tokens.json` }]);
    const { path } = tokensFile({});
    const callers = start({ ...composed, TOKENS_FILE: path });
    onTestFinished(() => callers.close());
    expect(callers.asks).toBe(true);
  });
});

describe("deploy/prometheus.yaml", () => {
  it("scrapes the admin port that the image opens", () => {
    const [, port] = /ADMIN_PORT=(\d+)/.exec(readFileSync("Dockerfile", "utf8")) ?? [];
    const { scrape_configs } = parse(readFileSync("deploy/prometheus.yaml", "utf8"));
    expect(scrape_configs[0].dns_sd_configs[0]).toMatchObject({
      names: ["server"],
      type: "A",
      port: Number(port),
    });
  });
});
