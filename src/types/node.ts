import { Field, ID, InterfaceType } from "type-graphql";
import { MayChange } from "./directives.ts";

@InterfaceType({
  description:
    "An object with a global id, as Relay's specification has it: `node(id:)` finds it by the id alone.",
})
@MayChange
export abstract class Node {
  @Field(() => ID, {
    description:
      "The object's global id, such as `am-4kq9trv2xw7b`. Its prefix names the type: `am-`, `amv-`, `ame-` or `amemt-`. It never changes.",
  })
  id?: string;
}
