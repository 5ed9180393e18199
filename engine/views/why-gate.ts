import * as z from 'zod';
import { gateName } from '../why/gate-names.ts';
import type { GateReport } from '../why/gate-report.ts';

/** A rule that was asked: its need beside the account's state, as clauses in English. */
export const whyGate = z.object({
  name: z.string(),
  passed: z.boolean(),
  needed: z.string(),
  was: z.string(),
  /** When what it was became known. */
  since: z.iso.datetime().exactOptional(),
});

export const gateShown = ({ gate, passed, needed, was, since }: GateReport): z.input<typeof whyGate> => ({
  ...{ name: gateName(gate), passed, needed, was },
  ...(since !== undefined && { since }),
});
