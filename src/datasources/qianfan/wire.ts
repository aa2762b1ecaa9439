import type { IncomingHttpHeaders } from "node:http";
import { isNumericId } from "../../ids.ts";

/** What goes over the wire: everything but the address of the host. */
export interface WireRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly body: Buffer;
}

export function header(reply: WireReply, name: string): string | null {
  const value = reply.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** An id as Qianfan takes it: a JSON string for the prefixed form, a JSON integer for the other. */
export function wireId(id: string): string | number | bigint {
  if (!isNumericId(id)) return id;
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : BigInt(id);
}
