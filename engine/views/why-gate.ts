import * as z from 'zod';
import { gateName } from '../why/gate-names.ts';
import type { GateReport } from '../why/gate-report.ts';

/** A checked rule: what it needed and what the value was, as clauses in English. */
export const whyGate = z.object({
  name: z.string(),
  passed: z.boolean(),
  needed: z.string(),
  was: z.string(),
  /** Since when the value is known. */
  since: z.iso.datetime().exactOptional(),
});

export const gateShown = ({ gate, passed, needed, was, since }: GateReport): z.input<typeof whyGate> => ({
  ...{ name: gateName(gate), passed, needed, was },
  ...(since !== undefined && { since }),
});
