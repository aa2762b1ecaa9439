import "reflect-metadata";
import { parse, subscribe } from "graphql";
import {
  Arg,
  Authorized,
  buildSchemaSync,
  ID,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { describe, expect, it } from "vitest";
import { authChecker } from "../../src/auth/authorization.ts";
import type { Scope } from "../../src/auth/caller.ts";
import { guardRoots } from "../../src/auth/scopes-of-roots.ts";

let begun = 0;

async function* ticks() {
  begun += 1;
  yield "tick";
}

@Resolver()
class WatchResolver {
  @Authorized<Scope>("read")
  @Query(() => String, { description: "A thing." })
  thing(): string {
    return "thing";
  }

  @Authorized<Scope>("read")
  @Subscription(() => String, { subscribe: () => ticks() })
  thingUpdated(@Arg("id", () => ID) _id: string, @Root() event: string): string {
    return event;
  }
}

@Resolver()
class ForgetfulResolver {
  @Query(() => String)
  open(): string {
    return "to all";
  }
}

function schemaOf(...resolvers: [typeof WatchResolver, ...(typeof ForgetfulResolver)[]]) {
  const pubSub = { publish: () => {}, subscribe: ticks };
  return buildSchemaSync({ resolvers, validate: false, authChecker, pubSub });
}

describe("S15 the roots of a schema", () => {
  it("ask for the scope before a subscription begins", async () => {
    const schema = schemaOf(WatchResolver);
    guardRoots(schema);
    const watch = (scopes: readonly Scope[]) =>
      subscribe({
        schema,
        document: parse("subscription { thingUpdated(id: 1) }"),
        contextValue: { run: {}, caller: { name: "ann", scopes: new Set(scopes) } },
      });
    expect(await watch(["publish", "evaluate", "delete"])).toMatchObject({
      errors: [{ message: "ann may not do this: it needs the scope read." }],
    });
    expect(begun).toBe(0);
    const events = await watch(["read"]);
    if (!(Symbol.asyncIterator in events)) throw new Error("it was refused");
    expect((await events.next()).value).toEqual({ data: { thingUpdated: "tick" } });
  });

  it("say who may", () => {
    const schema = schemaOf(WatchResolver);
    guardRoots(schema);
    expect(schema.getQueryType()?.getFields().thing?.description).toBe(
      "A thing.\n\nFor callers with the scope `read`.",
    );
  });

  it("stop the start where one says nothing", () => {
    const schema = schemaOf(WatchResolver, ForgetfulResolver);
    expect(() => guardRoots(schema)).toThrow(
      "open needs @Authorized<Scope>(...): who may call it?",
    );
  });
});
