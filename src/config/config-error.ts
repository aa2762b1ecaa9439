/** Settings that are missing or wrong, one line each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}
