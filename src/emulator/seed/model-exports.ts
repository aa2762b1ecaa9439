import type { Registry } from "../store/registry.ts";
import type { SupportVersions } from "./support-model.ts";

/** One that is done, of the version that most examples are about. */
export function seedModelExports(registry: Registry, { first }: SupportVersions): void {
  registry.addModelExport(first, new Date("2024-04-13T10:00:00+08:00"));
}
