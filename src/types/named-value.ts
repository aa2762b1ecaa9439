import { Field, ObjectType } from "type-graphql";
import { CachedWithOwner, Shareable } from "./directives.ts";

@ObjectType({
  description: "One entry of an object whose members Qianfan does not document.",
})
@CachedWithOwner
@Shareable
export class NamedValue {
  @Field(() => String, { description: "The member's name, as Qianfan spells it." })
  name: string;

  @Field(() => String, {
    description: "The member's value: a text as it is, anything else as JSON.",
  })
  value: string;
}
