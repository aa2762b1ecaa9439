import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MovingEvaluation } from "../../src/emulator/index.ts";
import { textPage } from "../../src/server/pages.ts";
import { type Kit, startKit } from "../kit/index.ts";
import { overEventStream, pass } from "../kit/subscribe.ts";

async function startDemo() {
  let moving: MovingEvaluation | undefined;
  const running = textPage(() => {
    moving ??= new MovingEvaluation(kit.qianfan.registry());
    return moving.current().evalIdStr;
  });
  const kit: Kit = await startKit({ pages: new Map([["/running", running]]) });
  const id = async () => (await (await fetch(new URL("/running", kit.url))).text()).trim();
  return { kit, id };
}

const [, QUERY = ""] =
  /--data-urlencode 'query=(subscription .*?)' /.exec(readFileSync("README.md", "utf8")) ?? [];

it("the README's subscription shows an evaluation from its beginning to its end, at any time", async () => {
  const { kit, id } = await startDemo();
  for (let time = 1; time <= 3; time += 1) {
    const results = overEventStream(kit, QUERY, { id: await id() });
    const state = async () => (await results.next()).value?.data?.evaluationTaskUpdated.state;
    expect(await state()).toBe("PENDING");
    await pass(kit, 6_000);
    expect(await state()).toBe("DOING");
    await pass(kit, 60_000);
    let last = await state();
    while (last === "DOING") last = await state();
    expect(last).toBe("DONE");
    expect((await results.next()).done).toBe(true);
  }
});

it("one evaluation is for all until it runs, then a new one begins", async () => {
  const { kit, id } = await startDemo();
  const first = await id();
  expect(await id()).toBe(first);
  kit.time.pass(5_000);
  expect(await id()).not.toBe(first);
});

it("no more than 20 of them stay", async () => {
  const { kit, id } = await startDemo();
  const tasks = () => [...kit.qianfan.registry().tasks].length;
  const before = tasks();
  for (let count = 0; count < 25; count += 1) {
    await id();
    kit.time.pass(5_000);
  }
  expect(tasks() - before).toBe(20);
});
