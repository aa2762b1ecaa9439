// Loaded before a server's own code: its faults, on demand.
process.on("SIGUSR2", () => void Promise.reject(new Error("nobody waits for this")));
process.on("SIGWINCH", () => {
  throw new Error("nothing catches this");
});
