import type { AuthChecker } from "type-graphql";
import { ServiceError } from "../domain/errors.ts";
import type { OperationContext } from "../pipeline/operation-context.ts";
import type { Caller, Scope } from "./caller.ts";

/** @throws ServiceError `FORBIDDEN` which names the scope that the caller lacks. */
export function requireScope({ name, scopes }: Caller, scope: Scope): void {
  if (!scopes.has(scope)) throw new ServiceError("FORBIDDEN", { caller: name, scope });
}

/** What `@Authorized<Scope>("...")` on a query, mutation or subscription asks. */
export const authChecker: AuthChecker<OperationContext, Scope> = ({ context }, scopes) => {
  for (const scope of scopes) requireScope(context.caller, scope);
  return true;
};
