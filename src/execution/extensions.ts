import type { OperationContext } from "../context.ts";

/** `extensions` of an answer: what was asked upstream, for a developer who wonders where the time went. */
export function extensionsOf({ showUpstream, sources }: OperationContext): object | undefined {
  return showUpstream ? { upstream: sources.spending.upstream } : undefined;
}
