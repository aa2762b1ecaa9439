import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { ReceivedRequest } from "../http/receive.ts";
import { fault } from "./fault.ts";
import type { FaultPlan } from "./plan.ts";

export const FAULTS_PATH = "/__faults";

const order = z
  .strictObject({
    operation: z.string().min(1).default("*"),
    /** A kind that needs no further detail may be named alone. */
    fault: z.preprocess((given) => (typeof given === "string" ? { kind: given } : given), fault),
    times: z.int().min(1).optional(),
    share: z.number().gt(0).max(1).optional(),
    done: z.boolean().optional(),
  })
  .refine(({ times, share }) => times === undefined || share === undefined, {
    message: "times and share exclude each other",
  });

/** `POST` plans a fault, `GET` lists what is planned, `DELETE` clears it. */
export function administer(
  plan: FaultPlan,
  { method, body }: ReceivedRequest,
  response: ServerResponse,
): void {
  const problem = carryOut(plan, method, body);
  response.writeHead(problem ? 400 : 200, { "Content-Type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(problem ? { error: problem } : plan.planned, null, 2)}\n`);
}

function carryOut(plan: FaultPlan, method: string, body: unknown): string | null {
  if (method === "DELETE") plan.clear();
  else if (method === "POST") return add(plan, body);
  else if (method !== "GET") return "GET, POST or DELETE";
  return null;
}

function add(plan: FaultPlan, body: unknown): string | null {
  const { success, data, error } = order.safeParse(body);
  if (!success) return z.prettifyError(error);
  const { operation, fault, share, ...options } = data;
  if (share === undefined) plan.next(operation, fault, options);
  else plan.share(operation, fault, share, options);
  return null;
}
