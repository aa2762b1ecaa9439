import { ApolloServerPluginCacheControl } from "@apollo/server/plugin/cacheControl";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import type { Stage } from "./stage.ts";

/** Apollo's cache hints, which are gathered field by field, only where an HTTP cache may heed them. */
export function cacheHints(): Stage {
  const plugin: Stage = ApolloServerPluginCacheControl();
  return {
    ...plugin,
    requestDidStart: async (start) =>
      isGet(start.request) ? plugin.requestDidStart?.(start) : undefined,
  };
}

/**
 * A gateway that asks for them (`apollo-federation-include-trace: ftv1`) gets times, and no error's text.
 * The plugin begins a trace for every operation; here only where one is asked for.
 */
export function inlineTrace(): Stage {
  const plugin: Stage = ApolloServerPluginInlineTrace({ includeErrors: { masked: true } });
  return {
    ...plugin,
    requestDidStart: async (start) =>
      isTraced(start.request) ? plugin.requestDidStart?.(start) : undefined,
  };
}

/** What tells of a request whether Apollo looks at single fields. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: { get(name: string): string | null | undefined };
}

interface MaybeHttp {
  readonly http?: HttpRequest;
}

/** Whether Apollo's hooks look at each field of an operation. */
export function looksAtFields(request: MaybeHttp): boolean {
  return isGet(request) || isTraced(request);
}

function isTraced({ http }: MaybeHttp): boolean {
  return http?.headers.get("apollo-federation-include-trace") === "ftv1";
}

function isGet({ http }: MaybeHttp): boolean {
  return http?.method === "GET";
}
