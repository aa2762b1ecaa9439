import { Directive } from "type-graphql";

/** An object with an identity: other subgraphs name it by its `id`, in either form. */
export const Entity = Directive('@key(fields: "id")');

/**
 * An object that may change at any time, seen with the account's keys: not to be kept, and never for
 * everyone. A resolver that knows its object to be final says so with `info.cacheControl`.
 */
export const MayChange = Directive("@cacheControl(maxAge: 0, scope: PRIVATE)");

/** A part of another object: kept exactly as long as that one. Without this, a part would forbid it. */
export const CachedWithOwner = Directive("@cacheControl(inheritMaxAge: true)");

/**
 * On a type: a value that says nothing only this server knows. On a field: what never changes, so that
 * whoever keeps it can tell it. Other subgraphs may answer with either.
 */
export const Shareable = Directive("@shareable");

/**
 * On a nullable field that is null only where an error stands at its path: its resolver always answers.
 * A field that comes from upstream has none: what Qianfan does not tell is null without an error.
 */
export const NullOnlyOnError = Directive("@semanticNonNull");

/**
 * On a root field: clients of this server have it, clients of a supergraph do not. A gateway cannot know
 * which subgraph an id belongs to, so it would take whichever subgraph has such a field.
 */
export const DirectAlone: MethodDecorator = (target, name, descriptor) => {
  for (const directive of ["@shareable", "@inaccessible"]) {
    Directive(directive)(target, name, descriptor);
  }
};
