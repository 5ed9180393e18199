import type { Instant } from '../kernel/instant.ts';

/** A rule that a decision asked, with its need beside the account's state, in English. */
export interface GateReport {
  /** Its name: `audience`, `quiet-hours`. */
  gate: string;
  passed: boolean;
  /** The need, as a clause: `its touch model is low or digital`. */
  needed: string;
  /** The state: `high`. */
  was: string;
  /** When what it was became known, where that is known. */
  since?: Instant;
}

/** Those that were not passed. */
export const failing = (gates: readonly GateReport[]): GateReport[] => gates.filter(({ passed }) => !passed);
