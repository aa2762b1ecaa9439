import { readFileSync } from "node:fs";
import {
  Arg,
  buildSchemaSync,
  Directive,
  Field,
  ID,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
} from "type-graphql";
import { describe, expect, it } from "vitest";
import { authChecker } from "../src/auth/authorization.ts";
import { printSchema, subgraphOf } from "../src/schema/subgraph.ts";
import { DateTime } from "../src/types/scalars.ts";
import { bearer, tokensFile } from "./auth/kit.ts";
import { startKit } from "./kit/index.ts";

describe("_service", () => {
  it("tells the committed schema.graphql to the letter", async () => {
    const { query } = await startKit();
    const { data } = await query("{ _service { sdl } }");
    const committed = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");
    expect(data._service.sdl).toBe(committed);
  });

  it("keeps it to callers with the scope `schema` where introspection is off", async () => {
    const { path, tokens } = tokensFile({ scopes: ["read", "delete"] }, { scopes: ["schema"] });
    const closed = { INTROSPECTION: "false" };
    const [other = "", composer = ""] = tokens;
    const kit = await startKit({ settings: { ...closed, TOKENS_FILE: path } });
    const sdl = "{ _service { sdl } }";
    // The first time as later.
    for (let count = 0; count < 3; count += 1) {
      const { data } = await kit.query(sdl, {}, bearer(composer));
      expect(data._service.sdl).toContain("type Model");
      const refused = await kit.query(sdl, {}, bearer(other));
      expect(refused.data ?? null).toBeNull();
      expect(refused.errors?.[0]?.message).toContain("needs the scope schema");
    }
    const open = await startKit({ settings: closed });
    expect((await open.query("{ __schema { types { name } } }")).errors).toHaveLength(1);
    expect((await open.query(sdl)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("tells every caller where introspection does", async () => {
    const { path, tokens } = tokensFile({});
    const settings = { INTROSPECTION: "true", NODE_ENV: "production", TOKENS_FILE: path };
    const { query } = await startKit({ settings });
    const { data } = await query("{ _service { sdl } }", {}, bearer(tokens[0] ?? ""));
    expect(data._service.sdl).toContain("type Model");
  });
});

enum Colour {
  RED = "RED",
  CRIMSON = "CRIMSON",
}
registerEnumType(Colour, {
  name: "Colour",
  valuesConfig: { CRIMSON: { deprecationReason: "Use RED." } },
});

@ObjectType({ description: "A thing." })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "shelf { row place }")')
@Directive('@tag(name: "one")')
@Directive('@tag(name: "two")')
class Thing {
  @Field(() => ID)
  id: string;

  @Field(() => Shelf)
  @Directive("@cacheControl(maxAge: 60, scope: PUBLIC)")
  shelf: unknown;

  @Field(() => Colour, { deprecationReason: "Things have no colour." })
  colour: Colour;

  @Field(() => DateTime, { description: "When it was made." })
  @Directive("@inaccessible")
  madeAt: Date;
}

@ObjectType()
@Directive("@shareable")
class Shelf {
  @Field(() => String)
  row: string;

  @Field(() => String)
  place: string;
}

@Resolver()
class ThingResolver {
  @Query(() => Thing)
  @Directive('@tag(name: "three")')
  thing(
    @Arg("id", () => ID, { nullable: true, deprecationReason: "There is one thing." }) id: string,
  ): Thing | null {
    return id ? null : null;
  }
}

describe("a schema made a subgraph", () => {
  it("keeps every directive and description of its classes", () => {
    const plain = buildSchemaSync({ resolvers: [ThingResolver], authChecker, validate: false });
    const sdl = printSchema(subgraphOf(plain, { DateTime }));
    expect(sdl.slice(sdl.indexOf("enum Colour"))).toMatchInlineSnapshot(`
      "enum Colour {
        CRIMSON @deprecated(reason: "Use RED.")
        RED
      }

      """An instant as RFC 3339 writes it, in UTC: \`2024-04-12T02:21:07.000Z\`."""
      scalar DateTime
        @specifiedBy(url: "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6")

      type Query {
        thing(id: ID @deprecated(reason: "There is one thing.")): Thing! @tag(name: "three")
      }

      type Shelf
        @shareable
      {
        place: String!
        row: String!
      }

      """A thing."""
      type Thing
        @key(fields: "id")
        @key(fields: "shelf { row place }")
        @tag(name: "one")
        @tag(name: "two")
      {
        colour: Colour! @deprecated(reason: "Things have no colour.")
        id: ID!

        """When it was made."""
        madeAt: DateTime! @inaccessible
        shelf: Shelf! @cacheControl(maxAge: 60, scope: PUBLIC)
      }
      "
    `);
  });
});
