import { maybeCacheControlFromInfo } from "@apollo/cache-control-types";
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
} from "graphql";
import { isFinalVersion } from "../domain/index.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";

/** The types whose objects come to an end, after which an answer about them may be kept. */
const ENDING: ReadonlySet<string> = new Set(["ModelVersion", "EvaluationTask", "Node"]);

/** The type whose list may be told late: an empty one says nothing about what it will hold. */
const REPORT_ENTRY = "EvaluationReportEntry";

/** Marks each answer of a field as one to keep, when every object in it has come to its end. */
export function setFinalCacheHints(field: GraphQLField<unknown, OperationContext>): void {
  const type = getNamedType(field.type);
  const { name } = type;
  const resolve = field.resolve ?? defaultFieldResolver;
  if (name === REPORT_ENTRY) {
    field.resolve = (source, args, context, info) =>
      withEmptyAsChanging(resolve(source, args, context, info), info);
  }
  if (!ENDING.has(name)) return;
  const isKept = (object: unknown) =>
    isFinal(object) || (isObjectType(type) && isNamedOnly(object));
  field.resolve = (source, args, context, info) => {
    const found = resolve(source, args, context, info);
    const cacheControl = maybeCacheControlFromInfo(info);
    if (!cacheControl) return found;
    cacheControl.setCacheHint({ maxAge: context.keepSeconds, scope: "PRIVATE" });
    return forEachFound(found, (object) => {
      if (!isKept(object)) mayChange(info);
    });
  };
}

function withEmptyAsChanging(found: unknown, info: GraphQLResolveInfo): unknown {
  if (found instanceof Promise) return found.then((list) => withEmptyAsChanging(list, info));
  if (!Array.isArray(found) || found.length === 0) mayChange(info);
  return found;
}

/** Nobody may keep the answer that a field is part of. */
export function mayChange(info: GraphQLResolveInfo): void {
  maybeCacheControlFromInfo(info)?.setCacheHint({ maxAge: 0 });
}

export function isFinal(found: unknown): boolean {
  if (typeof found !== "object" || found === null) return false;
  if ("isFinal" in found) return found.isFinal === true;
  return "state" in found && isFinalVersion(found);
}

// An object that is named by another one stays the one that is named, and each field of it that has to
// be loaded tells by itself.
function isNamedOnly(found: unknown): boolean {
  return typeof found === "object" && found !== null && !("state" in found);
}

// What is found is looked at before it is handed on, so that the hint is there in time.
function forEachFound(found: unknown, look: (found: unknown) => void): unknown {
  if (found instanceof Promise) return found.then((value) => forEachFound(value, look));
  if (Array.isArray(found)) return found.map((item) => forEachFound(item, look));
  look(found);
  return found;
}
