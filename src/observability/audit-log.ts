import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { ServiceError } from "../domain/errors.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import { isRecord } from "../util/is-record.ts";

type Resolve = GraphQLFieldResolver<unknown, OperationContext>;

/** Writes the line of one mutation. */
export type WriteAudit = (line: Readonly<Record<string, unknown>>) => void;

export function createAudit(log: Logger): WriteAudit {
  // The level is for what helps to run the server; a record of changes is wanted at any.
  const level = log.level === "silent" ? "silent" : "info";
  const audit = log.child({ audit: true }, { level });
  return (line) => {
    audit.info(line, "mutation");
    // Whatever ends this process, a change that was made is on record.
    audit.flush();
  };
}

/** Writes a line for each mutation: its caller, its arguments, its result, and Qianfan's log ids of what was sent. */
export function auditMutations(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = audited(field.name, field.resolve ?? defaultFieldResolver);
  }
}

function audited(mutation: string, resolve: Resolve): Resolve {
  return async (source, args, context, info) => {
    const { writeLog } = context.sources;
    const before = writeLog.sent.length;
    const write = (result: object) =>
      context.audit({
        requestId: context.requestId,
        caller: context.caller.name,
        account: context.caller.account,
        mutation,
        ...result,
        arguments: named(args),
        // Mutations run one after the other, so whatever was sent meanwhile is this one's.
        qianfan: writeLog.sent.slice(before),
      });
    try {
      const payload: unknown = await resolve(source, args, context, info);
      write(resultOf(payload));
      return payload;
    } catch (error) {
      write({ result: "failed", code: error instanceof ServiceError ? error.code : "UNKNOWN" });
      throw error;
    }
  };
}

function resultOf(payload: unknown): object {
  const { userErrors, ...made } = isRecord(payload) ? payload : {};
  const declined = Array.isArray(userErrors) ? userErrors.map((error) => error?.code) : [];
  return declined.length > 0
    ? { result: "declined", codes: declined }
    : { result: "done", objects: idsOf(made) };
}

function idsOf(made: Readonly<Record<string, unknown>>): object {
  const objects = Object.entries(made).flatMap(([name, object]) =>
    isRecord(object) ? [[name, object.id ?? object.numericId]] : [],
  );
  return Object.fromEntries(objects);
}

/** The names and ids in an input: what it is about, without the prompts and texts it may hold. */
function named(input: unknown): unknown {
  if (Array.isArray(input)) return input.filter(isRecord).map(named);
  if (!isRecord(input)) return null;
  const told = Object.entries(input).flatMap(([key, member]) => {
    if (/^(id|ids|name|dryRun)$|(Id|Ids|Name)$/.test(key)) return [[key, member]];
    return isRecord(member) || Array.isArray(member) ? [[key, named(member)]] : [];
  });
  return Object.fromEntries(told);
}
