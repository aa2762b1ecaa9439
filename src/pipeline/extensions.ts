import type { OperationContext } from "../context.ts";
import { Sighting, type Trouble } from "../datasources/watching/sighting.ts";
import type { FormatError } from "./format-errors.ts";
import type { Stage } from "./stage.ts";

/** Adds what an answer says beside its data: the calls made, and how old an event's snapshot is. */
export function addExtensions(format: FormatError): Stage {
  return {
    requestDidStart: async ({ contextValue: { run, showUpstream } }) => {
      if (run.kind === "operation" && !showUpstream) return;
      return {
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== "single") return;
          const extensions = { ...upstreamReads(contextValue), ...staleness(contextValue, format) };
          if (Object.keys(extensions).length === 0) return;
          const result = response.body.singleResult;
          result.extensions = { ...result.extensions, ...extensions };
        },
      };
    },
  };
}

function upstreamReads({ showUpstream, sources }: OperationContext): object {
  return showUpstream ? { upstream: sources.spending.upstream } : {};
}

/** `extensions.watch`: what is shown may be out of date, since when and why. */
function staleness({ run, language }: OperationContext, format: FormatError): object {
  const trouble = run.kind === "event" && run.event instanceof Sighting ? run.event.trouble : null;
  return trouble ? { watch: watchOf(trouble, language, format) } : {};
}

function watchOf(
  { error, since }: Trouble,
  language: OperationContext["language"],
  format: FormatError,
): object {
  const formatted = { message: error.messageIn(language), extensions: { ...error.extensions } };
  return { outOfDateSince: since, error: format(formatted, error) };
}
