import { parseArgs } from 'node:util';
import { table } from '../engine/playback/report/table.ts';
import { designs, falseAlarmsIn } from '../test/support/a-a-worlds.ts';

// How often experiments without an effect are reported to have one: `node bench/false-alarms.ts`; the table is in
// docs/prove.md.
const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '10000' },
    accounts: { type: 'string', default: '960' },
    seed: { type: 'string', default: '1' },
  },
});
const [worlds, accounts, seed] = [values.worlds, values.accounts, values.seed].map(Number) as [number, number, number];
const rates = [0.05, 0.2, 0.5, 0.8];

/** A week's accounts, at 40 new accounts a month. */
const lookEvery = 10;

const percent = (part: number) => `${((100 * part) / worlds).toFixed(2)} %`;

console.log(
  `${worlds} worlds without an effect, ${accounts} accounts each; looked at after every ${lookEvery}th, seed ${seed}\n`,
);
const rows = designs.flatMap(design =>
  falseAlarmsIn(design, { worlds, accounts, lookEvery, rates, seed }).map(({ rate, lifts, ratios }) => [
    design.name,
    `${100 * rate} %`,
    percent(lifts),
    percent(ratios),
  ]),
);
console.log(table([['Groups', 'reach the goal', 'said to differ', 'sizes said to be wrong'], ...rows]));
