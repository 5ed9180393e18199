import { beforeAll, expect, test } from 'vitest';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { invokeFunction, parkEnrollment } from '../../engine/asl/asl.ts';
import { localDate } from '../../engine/definition/calendar.ts';
import { daysBetween } from '../../engine/definition/dates.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Execution } from '../../engine/local/interpreter/execution.ts';
import type { StateEntered } from '../../engine/local/interpreter/world.ts';
import { courseOf } from '../../engine/promises/course.ts';
import { dollarsOf, type PathCounts } from '../../engine/promises/path-costs.ts';
import { type Proven, prove } from '../../engine/promises/prove.ts';
import { caseProject } from '../../faults/case-project.ts';
import { randomCase } from '../../faults/random-case.ts';
import { playInMemory, playOf } from '../support/two-worlds.ts';
import { countsAlong, observedOf, strayFrom } from './accepts.ts';

interface PlayedEnrollment {
  name: string;
  timezone: string;
  proven: Proven;
  lines: readonly TimelineLine[];
  executions: readonly Execution[];
  /** States, as its executions entered them. */
  entered: readonly string[];
}

const cases = Number(process.env.DAYMARK_TEST_CASES ?? 5);
/** What random journeys hold changes with each kind of step: more cases are drawn where the first ones open no task. */
const atMost = Math.max(cases, 60);
const played: PlayedEnrollment[] = [];

beforeAll(async () => {
  for (let number = 1; number <= cases || (number <= atMost && !hasTaskOfPlaybook()); number++) {
    const random = randomCase(2_222, number, 3);
    const drawn = {
      ...random,
      project: caseProject(random.project.journeys.map(({ definition }) => timed(definition))),
    };
    const entered: StateEntered[] = [];
    const zones = new Map(drawn.events.flatMap(({ account, event }) => zoneIn(event).map(zone => [account, zone])));
    const { lines, executions } = await playInMemory(playOf(drawn, number), each => entered.push(each));
    for (const { definition, machine } of drawn.project.journeys) {
      if (machine === undefined || JSON.stringify(machine).includes('"before"')) continue;
      const own = Map.groupBy(
        lines.filter(({ journey }) => journey === definition.id),
        ({ enrollment }) => enrollment,
      );
      for (const [enrollment, of] of own)
        played.push({
          name: `${number} ${enrollment}`,
          timezone: zones.get(of[0]?.account ?? '') ?? 'UTC',
          proven: { definition, machine, held: ['lifecycle', 'marketing'] },
          lines: of,
          executions: executions.filter(({ input }) => input.includes(enrollment)),
          entered: entered.filter(({ execution }) => execution.startsWith(`${enrollment}-g`)).map(({ state }) => state),
        });
    }
  }
}, 300_000);

/** Plays whose path can be counted: nothing moved or held it, one execution did it, and it is over. */
const isCountable = ({ lines, executions }: PlayedEnrollment): boolean =>
  executions.length === 1 &&
  !lines.some(({ entry }) => entry.type === 'rescheduled' || ('until' in entry && entry.until)) &&
  lines.some(({ entry }) => entry.type === 'completed' || entry.type === 'exited');

const minutesOf = (lines: readonly TimelineLine[]): number =>
  lines.reduce(
    (sum, { entry }) => sum + (entry.type === 'task' && entry.action === 'opened' ? (entry.minutes ?? 0) : 0),
    0,
  );

const hasTaskOfPlaybook = (): boolean => played.some(play => isCountable(play) && minutesOf(play.lines) > 0);

test('every play of random events goes one of the ways that the course foresees', () => {
  for (const { name, proven, lines } of played) {
    const course = courseOf(proven.definition, proven.machine, {
      detours: true,
      held: proven.held,
      events: [],
      ends: true,
    });
    const observed = observedOf(lines);
    expect(strayFrom(course, observed), `${name} ${JSON.stringify(observed)}`).toBeUndefined();
  }
  expect(played.length).toBeGreaterThan(10);
});

test('what a path takes is what its play counts, difference 0: transitions, calls, waits, mails, touches, tasks, minutes, dollars', () => {
  const seen = { compared: 0, minutes: 0, calls: 0, waits: 0 };
  for (const { name, proven, lines, executions, entered } of played.filter(isCountable)) {
    const [execution] = executions;
    if (execution === undefined) continue;
    const course = courseOf(proven.definition, proven.machine, { detours: false, held: [], events: [], ends: true });
    const count = (what: string) => observedOf(lines).filter(each => each.what.endsWith(what)).length;
    const touches = count(' sent');
    const mails = lines.filter(({ entry }) => entry.type === 'touch' && entry.channel === 'email');
    const sent = new Set(
      mails.flatMap(({ key, entry }) => (entry.type === 'touch' && entry.outcome === 'sent' ? [key.slice(0, 7)] : [])),
    );
    const counted: PathCounts = {
      transitions: execution.transitions,
      calls: entered.filter(state => resourceOf(proven, state) === invokeFunction).length,
      waits: entered.filter(state => resourceOf(proven, state) === parkEnrollment).length,
      mails: sent.size,
      touches,
      tasks: count(' opened'),
      minutes: minutesOf(lines),
    };
    const paths = countsAlong(course, proven, observedOf(lines));
    expect(paths, name).toContainEqual(counted);
    seen.minutes += counted.minutes;
    seen.calls += counted.calls;
    seen.waits += counted.waits;
    // Where nothing tells whether a step was passed by, there are more paths than one.
    const [path] = paths;
    if (path === undefined || paths.length > 1) continue;
    expect(dollarsOf(path, 0.8) - dollarsOf(counted, 0.8)).toBe(0);
    seen.compared += 1;
  }
  expect(seen.compared).toBeGreaterThan(5);
  expect(Math.min(seen.minutes, seen.calls, seen.waits)).toBeGreaterThan(5);
});

test('no play breaks a promise that is proved, and some break one that is not', () => {
  const proofs = new Map<string, boolean>();
  const tally = { kept: 0, proved: 0, broken: 0 };
  for (const { name, timezone, proven, lines } of played) {
    for (const [most, days] of [0, 1, 2].flatMap(most => [1, 7].map(days => [most, days] as const))) {
      const promise = { kind: 'atMost', most, of: { channel: 'email' }, days } as const;
      const key = `${proven.definition.hash} ${most} ${days}`;
      const isProved = proofs.get(key) ?? prove(proven, promise).broken === undefined;
      proofs.set(key, isProved);
      const isKept = mailDates(lines, timezone).every(dates => mostWithin(dates, days) <= most);
      if (isProved) expect(isKept, `${name}: ${most} in ${days}`).toBe(true);
      if (isProved) tally.proved++;
      else tally[isKept ? 'kept' : 'broken']++;
    }
  }
  expect(tally.proved).toBeGreaterThan(20);
  expect(tally.broken).toBeGreaterThan(0);
});

/** Tasks take a number of minutes, each another one. */
const timed = (definition: JourneyDefinition): JourneyDefinition => {
  const minutesOf = (id: string) => 5 + (id.length % 3) * 10;
  const steps = JSON.parse(JSON.stringify(definition.steps), (_, value) =>
    value?.kind === 'escalate' ? { ...value, playbook: { id: 'call', minutes: minutesOf(value.id) } } : value,
  );
  return { ...definition, steps };
};

const resourceOf = ({ machine }: Proven, name: string): string | undefined => {
  const state = machine.States[name];
  return state?.Type === 'Task' ? state.Resource : undefined;
};

/** The dates of mails to each contact. */
const mailDates = (lines: readonly TimelineLine[], timezone: string): string[][] => {
  const sent = lines.flatMap(({ at, entry }) =>
    entry.type === 'touch' && entry.channel === 'email' && entry.outcome === 'sent'
      ? [{ to: entry.to, date: localDate(at, timezone) }]
      : [],
  );
  return [...Map.groupBy(sent, ({ to }) => to).values()].map(of => of.map(({ date }) => date));
};

const mostWithin = (dates: readonly string[], days: number): number =>
  Math.max(
    0,
    ...dates.map(
      first => dates.filter(date => daysBetween(first, date) >= 0 && daysBetween(first, date) < days).length,
    ),
  );

const zoneIn = (event: object): string[] => {
  const traits = 'traits' in event ? (event.traits as { timezone?: string }) : {};
  return traits.timezone ? [traits.timezone] : [];
};
