import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { after } from "../clock.ts";
import { type Answer, bodyOf } from "../http/answer.ts";
import { withJsonAt, without } from "./edit.ts";
import type { Spoiling } from "./fault.ts";
import type { Scene, Sent } from "./misbehave.ts";

const MINUTE_MS = 60_000;

/** Does what was asked and sends the answer, but not as it should be. */
export async function spoil(fault: Spoiling, scene: Scene): Promise<Sent> {
  const { response, closing } = scene;
  if (fault.kind === "clock") return byAnotherClock(fault.minutes * MINUTE_MS, scene);
  const answer = scene.answer();
  const text = bodyOf(answer).toString();
  const half = text.slice(0, text.length / 2);
  switch (fault.kind) {
    case "hang-in-body":
      begin(response, answer, text).flushHeaders();
      return null;
    case "half":
      begin(response, answer, text).write(half, () => response.socket?.resetAndDestroy());
      return null;
    case "trickle":
      return trickle(begin(response, answer, text), text, fault.everyMs, closing);
    case "truncate":
      return send(response, answer, half);
    case "oversize":
      return send(response, answer, text + " ".repeat(fault.bytes));
    case "slow":
      await sleep(fault.ms, undefined, { signal: closing }).catch(() => undefined);
      return response.destroyed ? null : send(response, answer, text);
    case "set":
      return edited(scene, answer, fault.path, withJsonAt(answer.body, fault.path, fault.json));
    case "remove":
      return edited(scene, answer, fault.path, without(answer.body, fault.path));
  }
}

function begin(response: ServerResponse, answer: Answer, text: string): ServerResponse {
  return response.writeHead(answer.status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    ...answer.headers,
  });
}

function send(response: ServerResponse, answer: Answer, text: string): Sent {
  begin(response, answer, text).end(text);
  return answer;
}

function byAnotherClock(offMs: number, { response, answer }: Scene): Sent {
  const answered = answer(offMs);
  response.setHeader("Date", after(new Date(), offMs).toUTCString());
  return send(response, answered, bodyOf(answered).toString());
}

function edited({ response }: Scene, answer: Answer, path: string, text: string | null): Sent {
  if (text !== null) return send(response, answer, text);
  response.writeHead(500).end(`The emulator cannot do this: its answer has no place for ${path}.`);
  return { status: 500, errorCode: null };
}

async function trickle(
  response: ServerResponse,
  text: string,
  everyMs: number,
  closing: AbortSignal,
): Promise<Sent> {
  for (const byte of Buffer.from(text)) {
    if (response.destroyed || closing.aborted) return null;
    response.write(Buffer.of(byte));
    await sleep(everyMs, undefined, { signal: closing }).catch(() => undefined);
  }
  response.end();
  return { status: response.statusCode, errorCode: null };
}
