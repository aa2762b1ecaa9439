export interface EmulatorAccount {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly userId: number;
}

/** Made up, and known to this emulator only. */
export const DEMO_ACCOUNT: EmulatorAccount = {
  accessKey: "deadbeefdeadbeefdeadbeefdeadbeef",
  secretKey: "cafebabecafebabecafebabecafebabe",
  userId: 1355001,
};

/**
 * `eval/detail` hands out the key pair of the judging application. These stand in for it; they are
 * easy to search for, to show that neither leaves a server that uses the emulator.
 */
export const DEMO_APP_AK = "demo-app-ak-must-never-leak";
export const DEMO_APP_SK = "demo-app-sk-must-never-leak";
