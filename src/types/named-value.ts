import { Field, ObjectType } from "type-graphql";

@ObjectType({
  description: "One entry of an object whose members Qianfan does not document.",
})
export class NamedValue {
  @Field(() => String, { description: "The member's name, as Qianfan spells it." })
  name: string;

  @Field(() => String, {
    description: "The member's value: a text as it is, anything else as JSON.",
  })
  value: string;
}
