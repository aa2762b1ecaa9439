export type VersionState = "Creating" | "Ready" | "Fail";

export type VersionLife =
  /** Stays what it is. */
  | { readonly kind: "settled"; readonly state: VersionState }
  /** `Creating` before, `Ready` from then on. */
  | { readonly kind: "creating"; readonly readyAt: Date };

export function versionState(life: VersionLife, now: Date): VersionState {
  if (life.kind === "settled") return life.state;
  return now < life.readyAt ? "Creating" : "Ready";
}
