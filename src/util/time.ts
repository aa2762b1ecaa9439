/** The passing of time, so that a test can let hours pass at once. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something later, unless the function it gives back is called before. */
  after(ms: number, run: () => void): () => void;
}

export const WALL_TIME: Time = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
