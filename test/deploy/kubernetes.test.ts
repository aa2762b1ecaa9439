import { readdirSync, readFileSync } from "node:fs";
import { Deployment } from "kubernetes-models/apps/v1";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { Service } from "kubernetes-models/v1";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const FOLDER = "deploy/kubernetes";
const read = (file: string) => parse(readFileSync(`${FOLDER}/${file}`, "utf8"));

describe("the Kubernetes manifests", () => {
  it("keep Kubernetes' schemas", () => {
    new Deployment(read("deployment.yaml")).validate();
    new Service(read("service.yaml")).validate();
    new HorizontalPodAutoscaler(read("autoscaler.yaml")).validate();
    new PodDisruptionBudget(read("disruption-budget.yaml")).validate();
    const wrong = read("service.yaml");
    wrong.spec.ports[0].port = "http";
    expect(() => new Service(wrong).validate()).toThrow("port must be integer");
  });

  it("mean the same pods by every selector", () => {
    const labels = { "app.kubernetes.io/name": "qianfan-graphql" };
    const { selector, template } = read("deployment.yaml").spec;
    expect(template.metadata.labels).toEqual(labels);
    expect(selector).toEqual({ matchLabels: labels });
    expect(template.spec.topologySpreadConstraints[0].labelSelector).toEqual(selector);
    expect(read("disruption-budget.yaml").spec.selector).toEqual(selector);
    expect(read("service.yaml").spec.selector).toEqual(labels);
  });

  it("are all listed for kustomize", () => {
    const files = readdirSync(FOLDER).filter((name) => name !== "kustomization.yaml");
    expect(read("kustomization.yaml").resources.sort()).toEqual(files.sort());
  });

  it("probe and route to the ports that the image opens", () => {
    const [container] = read("deployment.yaml").spec.template.spec.containers;
    const dockerfile = readFileSync("Dockerfile", "utf8");
    const opened = /^EXPOSE (.*)$/m.exec(dockerfile)?.[1]?.split(" ").map(Number);
    expect(container.ports.map((port: { containerPort: number }) => port.containerPort)).toEqual(
      opened,
    );
    const names = container.ports.map(({ name }: { name: string }) => name);
    for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
      expect(names).toContain(container[probe].httpGet.port);
    }
    expect(names).toContain(read("service.yaml").spec.ports[0].targetPort);
  });

  it("run it without root, with limits, and leave it time to drain", () => {
    const { spec } = read("deployment.yaml").spec.template;
    const [container] = spec.containers;
    expect(spec.securityContext.runAsNonRoot).toBe(true);
    expect(container.securityContext.readOnlyRootFilesystem).toBe(true);
    expect(container.resources.limits).toEqual({ cpu: "1", memory: "512Mi" });
    const [, waits] = container.lifecycle.preStop.exec.command;
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(Number(waits) + 10);
  });
});
