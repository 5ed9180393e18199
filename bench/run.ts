import { parseArgs } from 'node:util';
import { progress } from '../engine/playback/progress.ts';
import { table } from '../engine/playback/report/table.ts';
import { against } from './against.ts';
import { bundles } from './bundles.ts';
import { compilation } from './compilation.ts';
import { decisionTimes } from './decision-times.ts';
import { enrollments } from './enrollments.ts';
import { evaluation } from './evaluation.ts';
import { type HostMachine, machine } from './host-machine.ts';
import { interpreter } from './interpreter.ts';
import { load } from './load.ts';
import { type MeasuredFigure, type Part, timed } from './part.ts';
import { pathOfAMail } from './path-of-a-mail.ts';
import { playback } from './playback.ts';
import { reaction } from './reaction.ts';
import { routing } from './routing.ts';
import { simulated } from './simulated.ts';
import { sixTouches } from './six-touches.ts';
import { stored } from './stored.ts';
import { unused } from './unused.ts';

const parts: Readonly<Record<string, Part>> = {
  compile: compilation,
  interpreter,
  playback,
  simulate: simulated,
  touches: sixTouches,
  routing,
  enrollments,
  deciding: decisionTimes,
  evaluation,
  unused,
  stored,
  bundles,
  reaction,
  path: pathOfAMail,
  load,
};

interface PartReport {
  part: string;
  seconds: number;
  cpuSeconds: number;
  figures: readonly MeasuredFigure[];
}

const main = async (): Promise<void> => {
  const { json, measured, help } = options();
  if (help) return console.log(usage);
  const on = machine();
  if (!json) console.log(`Daymark ${on.commit} · Node ${on.node} · ${on.processor} × ${on.cores}`);
  const reports: PartReport[] = [];
  for (const [name, part] of measured) {
    const report = await run(name, part);
    reports.push(report);
    if (!json) console.log(readable(report));
  }
  if (json) console.log(JSON.stringify(document(on, reports), null, 2));
};

const usage = `Usage: npm run bench -- [options]

Measures Daymark on this machine: ${Object.keys(parts).join(', ')}.

  --only <part>       only this part (repeatable)
  --against <folder>  only this: simulate and run, beside run of another checkout of Daymark, with the same events
  --accounts <n>      whose year --against plays (default 45)
  --json              print the figures as JSON
  --help              this`;

interface Options {
  json: boolean;
  help: boolean;
  measured: readonly (readonly [name: string, part: Part])[];
}

/** @throws RangeError */
const options = (): Options => {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      against: { type: 'string' },
      accounts: { type: 'string', default: '45' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { json, help, against: folder, accounts } = values;
  if (!/^[1-9]\d*$/.test(accounts)) throw new RangeError('Give --accounts a whole number.');
  if (folder !== undefined)
    return { json, help, measured: [['against', against({ folder, accounts: Number(accounts) })]] };
  const all = Object.entries(parts);
  const unknown = values.only?.find(name => !Object.hasOwn(parts, name));
  if (unknown !== undefined)
    throw new RangeError(`There is no part "${unknown}". Give --only one of: ${Object.keys(parts).join(', ')}`);
  return { json, help, measured: all.filter(([name]) => values.only?.includes(name) ?? true) };
};

const run = async (part: string, work: Part): Promise<PartReport> => {
  const bar = progress();
  bar.show(`${part} …`);
  const { result, wall, cpu } = await timed(() => work(text => bar.show(`${part}: ${text}`))).finally(bar.clear);
  return { part, seconds: rounded(wall), cpuSeconds: rounded(cpu), figures: result };
};

const document = (on: HostMachine, reports: readonly PartReport[]) => ({
  ...on,
  parts: reports.map(report => ({
    ...report,
    figures: report.figures.map(figure => ({ ...figure, value: rounded(figure.value) })),
  })),
});

/** One line per name, with all of its figures. */
const readable = ({ part, seconds, cpuSeconds, figures }: PartReport): string => {
  const rows = [...Map.groupBy(figures, ({ name }) => name)].map(([name, each]) => [
    name,
    ...each.map(({ value, unit }) => `${shown(value)} ${unit}`),
  ]);
  const columns = Math.max(...rows.map(({ length }) => length));
  const filled = rows.map(row => [...row, ...Array<string>(columns - row.length).fill('')]);
  return `\n${part} (${seconds} s, ${cpuSeconds} s CPU)\n${table(filled)}`.trimEnd();
};

/** Rounds measurements to three digits, more than a shared machine reproduces; counts stay exact. */
const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(3)));

const shown = (value: number): string => rounded(value).toLocaleString('en-US', { maximumFractionDigits: 10 });

await main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
