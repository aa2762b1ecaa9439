import { Extensions } from "type-graphql";

/**
 * Declares how many calls to Qianfan a field costs at most, where that is not what its type tells: by
 * itself a query or mutation costs one, and so does a field that leads to an entity.
 */
export function Calls(count: number): PropertyDecorator & MethodDecorator {
  return Extensions({ calls: count });
}
