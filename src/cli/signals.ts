const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Stops on the first signal, and ends the process immediately on the second. */
export function onSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      handle().catch((error: unknown) => {
        process.stderr.write(`The server could not stop in order: ${String(error)}\n`);
        process.exit(1);
      });
    });
  }
}
