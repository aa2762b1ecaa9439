/**
 * Asks in a closed loop, each client its next question as soon as it has its answer, and compares the
 * bytes of every answer. With `bursts` all clients ask the same at the same moment, and wait for each other.
 */
export async function drive(ask, requests, { clients, bursts = false }, { seconds }) {
  const latencies = [];
  let wrong = 0;
  let next = 0;
  const one = async (request) => {
    const started = performance.now();
    const bytes = await ask(request);
    latencies.push(performance.now() - started);
    if (!request.bytes.equals(bytes)) wrong += 1;
  };
  const pick = () => requests[next++ % requests.length];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const together = async () => {
    while (performance.now() < end) {
      const request = pick();
      await Promise.all(Array.from({ length: clients }, () => one(request)));
    }
  };
  const alone = async () => {
    while (performance.now() < end) await one(pick());
  };
  await Promise.all(bursts ? [together()] : Array.from({ length: clients }, alone));
  latencies.sort((a, b) => a - b);
  return {
    operations: latencies.length,
    perSecond: (latencies.length / (performance.now() - begun)) * 1000,
    p50: at(latencies, 0.5),
    p99: at(latencies, 0.99),
    wrong,
  };
}

const at = (sorted, quantile) => sorted[Math.floor((sorted.length - 1) * quantile)] ?? 0;
