import { wrap } from '../journey/explain/wrap.ts';
import type { TimeZone } from '../kernel/instant.ts';
import { formatDay } from './format-clock.ts';
import { gateName } from './gate-names.ts';
import { failing, type GateReport } from './gate-report.ts';

/** The need of a gate beside the account's state: `needed: its touch model is low or digital; was: high, since March 2, 2026`. */
export const describeGate = ({ needed, was, since }: GateReport, timezone: TimeZone): string =>
  `needed: ${needed}; was: ${was}${since === undefined ? '' : `, since ${formatDay(since, timezone)}`}`;

/** The gates that keep it out, in one line. */
export const describeFailing = (gates: readonly GateReport[], timezone: TimeZone): string =>
  failing(gates)
    .map(gate => describeGate(gate, timezone))
    .join('; and ');

/** A line each, those first that were not passed. */
export const describeGates = (gates: readonly GateReport[], timezone: TimeZone): string[] => {
  const width = Math.max(...gates.map(({ gate }) => gateName(gate).length));
  const line = (answer: string) => (gate: GateReport) =>
    wrap(describeGate(gate, timezone), {
      first: `  ${answer.padEnd(3)}  ${gateName(gate.gate).padEnd(width)}  `,
      width: 120,
    });
  return [...failing(gates).map(line('no')), ...gates.filter(({ passed }) => passed).map(line('yes'))];
};
