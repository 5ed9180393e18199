import { parseArgs } from 'node:util';
import { progress } from '../engine/playback/progress.ts';
import { table } from '../engine/playback/report/table.ts';
import type { AnyFault } from './fault-plan.ts';
import type { CaseWorld, Fault } from './play-case.ts';
import { type Shrunk, shrink } from './shrink.ts';
import { type Chosen, type TriedCase, tryCase } from './try-case.ts';

const help = `Plays random journeys, accounts and events on the local cloud while its network fails and its processes die, or in memory while calls
of ports fail, and requires every account to end as it does undisturbed: nothing lost, done twice or stranded, and unknown only what a service may have.

  npm run faults -- --minutes 60 --seed 7    for so long (default 1 minute), from that seed (default: drawn)
  npm run faults -- --cases 20 --seed 7      so many cases instead
  npm run faults -- --world memory           in the memory world, thirty times as fast (default: cloud)
  npm run faults -- --replay 7:12            one case again, as it is named where it broke
  npm run faults -- --replay 7:12:3 --account acme-004 --faults 'deliver-touch acme-004#17'
                                             its third set of faults, one account alone, these faults alone

The first account of a case that ends otherwise is played alone with fewer and fewer faults, until those are left that break it.
Ends with 1 if an account ended otherwise.
`;

interface Options {
  seed: number;
  first: number;
  cases: number;
  minutes: number;
  chosen: Chosen;
  world: CaseWorld;
}

const options = (): Options | 'help' => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
      cases: { type: 'string' },
      replay: { type: 'string' },
      account: { type: 'string' },
      faults: { type: 'string' },
      world: { type: 'string', default: 'cloud' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const { world } = values;
  if (world !== 'cloud' && world !== 'memory') throw new RangeError(`--world "${world}" is neither cloud nor memory`);
  if (values.replay !== undefined) {
    const [, seed, first, time] = /^(\d+):(\d+)(?::([1-4]))?$/.exec(values.replay) ?? [];
    if (seed === undefined)
      throw new RangeError(
        `--replay "${values.replay}" is not a case: give <seed>:<case>, such as 7:12, or one of its four plays, 7:12:3`,
      );
    const chosen: Chosen = {
      ...(time && { time: Number(time) }),
      ...(values.account && { account: values.account }),
      ...(values.faults !== undefined && { faults: new Set(values.faults.split(', ')) }),
    };
    return { seed: Number(seed), first: Number(first), cases: 1, minutes: Number.POSITIVE_INFINITY, chosen, world };
  }
  if (values.account !== undefined || values.faults !== undefined)
    throw new RangeError('--account and --faults narrow down a replay: give --replay, too, such as --replay 7:12:3');
  return {
    seed: wholeNumber('seed', values.seed),
    first: 1,
    cases: values.cases === undefined ? Number.POSITIVE_INFINITY : wholeNumber('cases', values.cases),
    minutes: values.cases === undefined ? wholeNumber('minutes', values.minutes) : Number.POSITIVE_INFINITY,
    chosen: {},
    world,
  };
};

const wholeNumber = (name: string, text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new RangeError(`--${name} "${text}" is not a whole number: give one, such as --${name} 7`);
};

const run = async ({ seed, first, cases, minutes, chosen, world }: Options): Promise<boolean> => {
  const until = performance.now() + minutes * 60_000;
  const bar = progress();
  // Silences the functions' logs, which are full of injected failures.
  console.error = () => undefined;
  console.info = () => undefined;
  const tried: TriedCase[] = [];
  for (let number = first; number < first + cases && performance.now() < until; number++) {
    bar.show(`case ${seed}:${number}, ${tried.reduce((sum, { faults }) => sum + faults.length, 0)} faults so far`);
    const results = await tryCase(seed, number, chosen, world);
    tried.push(...results);
    bar.clear();
    const broken = results.filter(({ violations }) => violations.length > 0);
    console.log(
      `${seed}:${number}: ${results.flatMap(({ faults }) => faults).length} faults, ${broken.length} plays broke.`,
    );
    for (const result of broken) console.log(describe(result, world));
    if (broken[0] && chosen.faults === undefined)
      console.log(describeShrunk(broken[0], world, await shrink(seed, number, broken[0], world)));
  }
  bar.clear();
  console.log(summary(seed, tried));
  return tried.every(({ violations }) => violations.length === 0);
};

const describe = ({ name, violations }: TriedCase, world: CaseWorld): string =>
  [
    `Case ${name} broke. Replay it: npm run faults -- --world ${world} --replay ${name}`,
    ...violations.flatMap(({ account, what, faults }) => [
      `  ${account}`,
      ...what.map(each => `    ${each}`),
      `    after ${faults.length} faults: ${[...countsIn(faults)].map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
    ]),
  ].join('\n');

const describeShrunk = ({ name }: TriedCase, world: CaseWorld, shrunk: Shrunk | undefined): string =>
  shrunk
    ? [
        `Enough to break ${name}, ${shrunk.account} alone with ${shrunk.faults.length} faults:`,
        ...shrunk.faults.map(fault => `  ${fault.name}: ${fault.operation} ${fault.kind}`),
        `  npm run faults -- --world ${world} --replay ${name} --account ${shrunk.account} --faults '${shrunk.faults.map(fault => fault.name).join(', ')}'`,
      ].join('\n')
    : `${name} does not break with its first account alone.`;

const summary = (seed: number, tried: readonly TriedCase[]): string => {
  const faults = tried.flatMap(each => each.faults);
  const counts = countsIn(faults);
  const requests = tried.reduce((sum, each) => sum + each.requests, 0);
  const broken = tried.filter(({ violations }) => violations.length > 0).length;
  return [
    `Seed ${seed}: ${tried.length} plays of random cases, ${requests} requests, ${faults.length} faults; ${broken} plays broke. ${Math.round(process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6)} CPU s.`,
    table(
      Object.entries(described).map(([kind, what]) => [kind, String(counts.get(kind as AnyFault) ?? 0), what]),
      { prose: true },
    ),
  ].join('\n');
};

const countsIn = (faults: readonly Fault[]): ReadonlyMap<AnyFault, number> =>
  new Map([...Map.groupBy(faults, ({ kind }) => kind)].map(([kind, each]) => [kind, each.length]));

/** Descriptions of all kinds of faults, so that kinds that no play met show, too. */
const described: Readonly<Record<AnyFault, string>> = {
  'lost-request': 'never arrives, and is not answered',
  'lost-answer': 'is done, and the answer is lost',
  'failed-before': 'is refused with an error',
  'failed-after': 'is done, and answered with an error',
  throttled: 'is asked to come later',
  late: 'is answered after others',
  'killed-before': 'ends its process before it is done',
  'killed-after': 'ends its process once it is done',
  outage: 'meets a service that is down for a minute',
  'lost-invocation': 'an invocation whose success its caller does not learn of',
  twice: 'an invocation that is made a second time',
  overtaking: 'an event that arrives before an earlier one',
  again: 'an event that comes again, minutes or days later',
  'no-mail-events': 'a play in which SES tells nothing of its mails',
};

try {
  const asked = options();
  if (asked === 'help') console.log(help);
  else if (!(await run(asked))) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
// Exits at once, because timers of dead invocations run for another minute.
process.exit();
