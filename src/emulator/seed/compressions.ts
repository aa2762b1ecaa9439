import { after } from "../clock.ts";
import type { Registry } from "../store/registry.ts";
import type { StoredVersion } from "../store/version.ts";

const INT8 = { strategy: "Quantization", weight: "INT8-PTQ" };

/** One in every final state, and one that makes a new version of 营销文案 35 s after the start. */
export function seedCompressions(registry: Registry, copywriter: readonly StoredVersion[]): void {
  const source = registry.version("amv-8nzc3yh5pd1m");
  const version = registry.version("amv-5gx7md2kqw8z");
  const [best] = copywriter.slice(4);
  if (!source || !version || !best) return;
  registry.addCompression({
    id: { numeric: 871, text: "amva-abciuctdx15t" },
    name: "客服助手_INT8",
    description: "版本1的INT8压缩",
    source,
    target: source.model,
    config: INT8,
    createTime: new Date("2024-04-20T11:10:00+08:00"),
    state: "succeeded",
    version,
  });
  registry.addCompression({
    id: { numeric: 872, text: "amva-n4k8wz2rq6hm" },
    name: "营销文案_W4A16C16",
    source: best,
    target: best.model,
    config: { ...INT8, weight: "W4A16C16" },
    createTime: new Date("2024-04-21T09:30:00+08:00"),
    state: "failed",
    failedReason: "压缩后精度低于阈值",
  });
  registry.addCompression({
    id: { numeric: 873, text: "amva-y1d5tvx9c3jf" },
    name: "营销文案_稀疏化",
    source: best,
    target: best.model,
    config: { strategy: "Sparsity" },
    createTime: new Date("2024-04-22T14:05:00+08:00"),
    state: "stopped",
  });
  registry.addCompression({
    id: { numeric: 874, text: "amva-p7g0mbe4s8uk" },
    name: "营销文案_INT8",
    description: "版本5的INT8压缩",
    source: best,
    target: best.model,
    config: INT8,
    createTime: after(registry.clock.now(), -10_000),
  });
}
