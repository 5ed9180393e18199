import type { JourneyPromise, PromiseKind, PromiseOf } from '../definition/promise.ts';
import { counted } from '../kernel/counted.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { PathPart, PathPartName, PathPartOf } from './moment.ts';
import type { Example } from './prove.ts';

/** An example as a timeline: one line for each thing that happens, with its day. */
export const describeExample = (example: Example): string => describe(example);

/** The same of an example that breaks a promise: its last line is where it does, and says so. */
export const describeBroken = (example: Example, promise: JourneyPromise): string =>
  describe(example, (breaksBy[promise.kind] as (promise: JourneyPromise) => string)(promise));

/** What to say where a promise is broken: that something happened needs no words, that nothing did does. */
const breaksBy: { [Kind in PromiseKind]: (promise: PromiseOf<Kind>) => string } = {
  atMost: () => 'broken here',
  never: () => 'broken here',
  always: ({ leadsTo: { does, step }, days }) =>
    `broken here: ${does === 'task' ? `the task "${step}" was not opened` : `"${step}" was not sent`}${days === undefined ? '' : ` within ${counted(days, 'day')}`}`,
};

const describe = (example: Example, broken?: string): string => {
  const told = example.flatMap(({ day, happens }, index) => {
    const text = tell(happens, example[index + 1]?.happens);
    const isBreak = broken !== undefined && index === example.length - 1;
    const said = isBreak ? (text ? `${text} (${broken})` : broken) : text;
    return said ? [{ day: `day ${day}`, text: said }] : [];
  });
  const width = Math.max(0, ...told.map(({ day }) => day.length));
  return told.map(({ day, text }) => `${day.padEnd(width)}  ${text}`).join('\n');
};

const tell = (happens: PathPart, next: PathPart | undefined): string =>
  (byKind[happens.is] as (happens: PathPart, next: PathPart | undefined) => string)(happens, next);

const byKind: { [Name in PathPartName]: (happens: PathPartOf<Name>, next: PathPart | undefined) => string } = {
  began: ({ event, lateBy, dates }) =>
    [
      event ? `${event.event} enrolls` : 'the account is enrolled',
      ...(lateBy > 0 ? [`the event comes ${lateBy} days late`] : []),
      ...Object.entries(dates).map(([name, day]) =>
        day === undefined ? `${name} is unknown` : `${name} is day ${day}`,
      ),
    ].join(', '),
  // Only on the last day of the hold.
  day: ({ holds }, next) =>
    holds === undefined || (next?.is === 'day' && next.holds === holds) ? '' : `${holds}: held until now`,
  touch: ({ step, channel, outcome }) => `${step}: ${channel} ${outcome}`,
  task: ({ step, outcome, by }) => `${step}: task ${outcome}${by ? ` by ${by.event}` : ''}`,
  arm: ({ step, arm }) => `${step}: took ${arm}`,
  waited: ({ step, edge, event }) => `${step}: waited for ${edge}${event ? ` (${event.event})` : ''}`,
  event: ({ event }) => nameOf(event),
  moved: ({ attribute, to }) => `${attribute} moves to day ${to}`,
  exited: ({ event }) => (event ? `exited by ${nameOf(event)}` : 'exited'),
  completed: () => 'completed',
  went: ({ past }) => (past === undefined ? '' : `${past}: skipped`),
};

const nameOf = ({ event, where }: EventTrigger): string =>
  where.length === 0 ? event : `${event} (${where.map(({ field }) => field).join(', ')})`;
