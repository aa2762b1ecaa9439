import type { ErrorReader } from "../client-error.ts";
import type { OperationContext } from "../context.ts";
import { Sighting, type Trouble } from "../datasources/watching/sighting.ts";
import type { ErrorFormatter } from "./format-errors.ts";
import type { Stage } from "./stage.ts";

/** Adds what an answer says beside its data: the calls made, and how old an event's snapshot is. */
export function addExtensions(errors: ErrorFormatter): Stage {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== "single") return;
        const extensions = { ...upstreamReads(contextValue), ...staleness(contextValue, errors) };
        if (Object.keys(extensions).length === 0) return;
        const result = response.body.singleResult;
        result.extensions = { ...result.extensions, ...extensions };
      },
    }),
  };
}

function upstreamReads({ showUpstream, sources }: OperationContext): object {
  return showUpstream ? { upstream: sources.spending.upstream } : {};
}

/** `extensions.watch`: what is shown may be out of date, since when and why. */
function staleness(context: OperationContext, errors: ErrorFormatter): object {
  const { run } = context;
  const trouble = run.kind === "event" && run.event instanceof Sighting ? run.event.trouble : null;
  return trouble ? { watch: watchOf(trouble, context, errors) } : {};
}

function watchOf({ error, since }: Trouble, reader: ErrorReader, errors: ErrorFormatter): object {
  const formatted = errors.format({ message: error.message }, error);
  return { outOfDateSince: since, error: errors.finish(formatted, reader) };
}
