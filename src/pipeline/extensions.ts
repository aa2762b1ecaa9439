import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { type PollFailure, Snapshot } from "../datasources/polling/snapshot.ts";
import type { OperationLimits } from "../limits/operation-limits.ts";
import type { ErrorReader } from "./client-error.ts";
import type { ErrorFormatter } from "./format-errors.ts";
import type { OperationContext } from "./operation-context.ts";
import type { Stage } from "./stage.ts";

/** Adds what an answer says beside its data: its cost, the calls made, how old an event's snapshot is. */
export function addExtensions(errors: ErrorFormatter, limits: OperationLimits): Stage {
  return {
    requestDidStart: async ({ contextValue: { run, showCost, showUpstream } }) => {
      if (run.kind === "operation" && !showCost && !showUpstream) return;
      return {
        async willSendResponse({ response, contextValue, ...operation }) {
          if (response.body.kind !== "single") return;
          const extensions = {
            ...cost(contextValue, operation, limits),
            ...upstreamReads(contextValue),
            ...staleness(contextValue, errors),
          };
          if (Object.keys(extensions).length === 0) return;
          const result = response.body.singleResult;
          result.extensions = { ...result.extensions, ...extensions };
        },
      };
    },
  };
}

interface Measurable {
  readonly document?: DocumentNode | undefined;
  readonly operation?: OperationDefinitionNode | null | undefined;
  readonly request: { readonly variables?: Record<string, unknown> };
}

/** `extensions.cost`: what was estimated before, and what it was. A document that is not valid has none. */
function cost(
  { showCost, sources, budget }: OperationContext,
  { document, operation, request }: Measurable,
  limits: OperationLimits,
): object {
  if (!showCost || !document || !operation) return {};
  const { MAX_COST, ...measured } = limits.measured(document, operation, request.variables ?? {});
  const { calls, maxCalls } = sources.upstreamBudget;
  return {
    cost: {
      requested: MAX_COST?.found,
      allowed: MAX_COST?.limit,
      upstreamCalls: { found: calls, limit: maxCalls },
      limits: { ...measured, MAX_ANSWER_OBJECTS: budget.objectsOfAll },
    },
  };
}

function upstreamReads({ showUpstream, sources }: OperationContext): object {
  return showUpstream ? { upstream: sources.upstreamBudget.upstream } : {};
}

/** `extensions.watch`: what is shown may be out of date, since when and why. */
function staleness(context: OperationContext, errors: ErrorFormatter): object {
  const { run } = context;
  const trouble = run.kind === "event" && run.event instanceof Snapshot ? run.event.trouble : null;
  return trouble ? { watch: watchOf(trouble, context, errors) } : {};
}

function watchOf(
  { error, since }: PollFailure,
  reader: ErrorReader,
  errors: ErrorFormatter,
): object {
  const formatted = errors.format({ message: error.message }, error);
  return { outOfDateSince: since, error: errors.finish(formatted, reader) };
}
