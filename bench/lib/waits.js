import { setTimeout as wait } from "node:timers/promises";
import { httpAsker, ping } from "./http.js";

const MAX_MS = 10_000;

/** For how many milliseconds an attack keeps a server from answering somebody else, at most. */
export async function waitOfOthers(contender, attack) {
  const pings = httpAsker(contender.url, 1);
  for (let n = 0; n < 300; n += 1) await ping(pings);
  let [longest, over, asked] = [0, false, 0];
  const pinging = (async () => {
    while (!over) {
      asked = performance.now();
      await ping(pings);
      longest = Math.max(longest, performance.now() - asked);
      await wait(2);
    }
  })();
  await wait(20);
  longest = 0;
  await Promise.race([attack(contender.url), wait(MAX_MS)]);
  over = true;
  const answered = await Promise.race([pinging.then(() => true), wait(MAX_MS, false)]);
  if (!answered) longest = performance.now() - asked; // and still waits
  pinging.catch(() => {}); // it ends with its server
  return Math.round(longest);
}
