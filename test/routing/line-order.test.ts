import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { Enrollment, ParkedWait } from '../../engine/account/enrollment.ts';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { byTime } from '../../engine/account/public-line.ts';
import type { Task } from '../../engine/account/task.ts';
import type { TimelineEntry, TimelineLine } from '../../engine/account/timeline.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { lineOf } from '../../engine/steps/step-frame.ts';
import { aJourney, anEscalation, anEvent, on } from '../support/journeys.ts';
import { aSnapshot, fold, routed } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, anEmail, aTouch, now, someProfile } from '../support/touch.ts';

const team = ['maya', 'tom'].map(id => ({ id, email: `${id}@example.com`, lead: 'ruth' }));
const staff = [...team, { id: 'ruth', email: 'ruth@example.com' }];

/** A mail, an escalation, one more mail, and an escalation that events open early. */
const review = anEscalation({ id: 'review', early: [on('Alarm Raised'), on('task.resolved')] });
const journey: JourneyDefinition = aJourney({
  steps: [anEmail({ id: 'first' }), anEscalation({ id: 'call' }), anEmail({ id: 'last' }), review],
});
const until = (step: string, more: Partial<ParkedWait> = {}): ParkedWait => ({
  resumeToken: 'token',
  step,
  until: '2026-04-01T09:00:00Z',
  wake: { kind: 'before', attribute: 'renewalAt', days: 30, sendAt: '09:00' },
  listens: [],
  anchoredAt: '2026-03-01T10:00:00.000Z',
  ...more,
});

/** Where an enrollment stands, and the next step whose lines follow all that an event says now. */
const places: Readonly<
  Record<string, { wait?: ParkedWait; steps: Enrollment['steps']; done: string[]; next: string }>
> = {
  'before its first step': { wait: until('first'), steps: {}, done: [], next: 'first' },
  'between its steps': { wait: until('call'), steps: { first: now }, done: ['first'], next: 'call' },
  'for the outcome of its task': {
    wait: until('call', { listens: ['f'] }),
    steps: { first: now, call: now },
    done: ['first', 'call'],
    next: 'last',
  },
  'after a round of a loop': { steps: { first: now, 'first (2)': now }, done: ['first'], next: 'call' },
};

const old = (reason: string, more: Partial<Task> = {}) =>
  aTask({ id: `risk.${reason}.1`, reason, journey: 'onboarding', enrollment: 'onboarding-1', ...more });

interface Cause {
  event: DomainEvent;
  tasks?: Task[];
  exit?: string;
  /** The lines that it causes, in order. */
  lines: readonly string[];
}

/** Each pair of lines that one event can cause, by the events that cause several. */
const causes: Readonly<Record<string, Cause>> = {
  'a task that opens': { event: anEvent('Alarm Raised'), lines: ['opened review'] },
  'an exit, and the task that ends with it': {
    event: anEvent('Left'),
    exit: 'Left',
    tasks: [old('risk')],
    lines: ['exited', 'auto-resolved risk'],
  },
  'a task that is done, and ends the enrollment and another task': {
    event: anEvent('task.resolved', {
      source: 'task',
      fields: { reason: 'risk', outcome: 'plan_agreed', by: 'maya' },
    }),
    exit: 'task.resolved',
    tasks: [old('risk'), old('other')],
    lines: ['resolved risk', 'exited', 'auto-resolved other'],
  },
  'a task that is done, and another that opens by it': {
    event: anEvent('task.resolved', {
      source: 'task',
      fields: { reason: 'risk', outcome: 'plan_agreed', by: 'maya' },
    }),
    tasks: [old('risk', { revision: 4 })],
    lines: ['resolved risk', 'opened review'],
  },
  'a new owner and a new date': {
    event: anEvent('account.updated', { fields: { owner: 'tom', renewalAt: '2026-06-01' } }),
    tasks: [old('risk')],
    lines: ['updated risk', 'rescheduled'],
  },
  'a task that is late': {
    event: anEvent(evaluateEvent, { source: 'daymark' }),
    tasks: [old('risk', { acknowledgeBy: '2026-03-09T09:00:00.000Z', dueAt: '2026-03-09T09:00:00.000Z' })],
    lines: ['breached risk'],
  },
  'the deletion of the account': {
    event: anEvent('Account Deleted'),
    tasks: [old('risk')],
    lines: ['exited', 'auto-resolved risk'],
  },
};

const snapshotAt = (place: keyof typeof places, { tasks = [], exit }: Cause): AccountSnapshot => {
  const { wait, steps = {} } = places[place] ?? {};
  const enrollment = anActiveEnrollment({
    steps,
    exit: exit ? [on(exit)] : [],
    early: [review],
    ...(wait && { wait }),
  });
  return aSnapshot({
    profile: someProfile({ name: 'Acme', owner: 'maya', renewalAt: '2026-05-01' }),
    enrollments: [enrollment],
    tasks,
    evaluation: { account: 'acme', dueAt: now, signals: {}, revision: 1 },
  });
};

const route = (snapshot: AccountSnapshot, event: DomainEvent) =>
  routed(event, snapshot, [journey], { team: staff, resolvedTasks: new Set() });
const linesOf = (snapshot: AccountSnapshot, event: DomainEvent): TimelineLine[] =>
  route(snapshot, event).changes.flatMap(change => (change.kind === 'line' ? [change.line] : []));
const stepLine = (step: string, entry: TimelineEntry, n = 1): TimelineLine => {
  const order = journey.steps.findIndex(({ id }) => id === step) + 1;
  return lineOf(aTouch({ step: anEmail({ id: step }), order }), now, entry, n);
};
const touched = (step: string): TimelineEntry => ({
  type: 'touch',
  step,
  channel: 'email',
  outcome: 'sent',
  to: 'ada',
});
const told = ({ entry }: TimelineLine): string =>
  entry.type === 'task' ? `${entry.action} ${entry.reason}` : entry.type === 'touch' ? entry.step : entry.type;

const shuffled = (lines: readonly TimelineLine[]) => fc.shuffledSubarray([...lines], { minLength: lines.length });

describe.each(Object.keys(places))('an enrollment that waits %s', place => {
  test.each(Object.entries(causes))('tells in order of %s', (_, cause) => {
    const { done = [], next = '' } = places[place] ?? {};
    const moves = places[place]?.wait !== undefined;
    const expected = cause.lines.filter(line => line !== 'rescheduled' || moves);
    const isOver = expected.includes('exited');
    const lines = [
      ...done.map(step => stepLine(step, touched(step))),
      ...linesOf(snapshotAt(place, cause), cause.event),
      ...(isOver ? [] : [stepLine(next, { type: 'waited', step: 'call', for: 'f' }, 0), stepLine(next, touched(next))]),
    ];
    fc.assert(
      fc.property(shuffled(lines), any => {
        expect(any.sort(byTime).map(told)).toEqual([...done, ...expected, ...(isOver ? [] : ['waited', next])]);
      }),
      { numRuns: 20 },
    );
  });
});

test('of two events of one second, what opens a task comes before the exit that ends it', () => {
  const alarm = anEvent('Alarm Raised', { receivedAt: now });
  const left = anEvent('Left', { receivedAt: now });
  for (const place of Object.keys(places)) {
    const cause = { event: left, exit: 'Left', lines: [] };
    const before = snapshotAt(place, cause);
    const lines = [...linesOf(fold(before, alarm, [journey]), left), ...linesOf(before, alarm)];
    expect(lines.sort(byTime).map(told)).toEqual(['opened review', 'exited', 'auto-resolved review']);
  }
});

test('two actions on a task within a second are told as they came', () => {
  const act = (name: string) =>
    anEvent(name, { source: 'task', receivedAt: now, fields: { reason: 'risk', by: 'maya', outcome: 'plan_agreed' } });
  const actions = ['task.snoozed', 'task.acknowledged', 'task.resolved'];
  for (const place of Object.keys(places)) {
    let account = snapshotAt(place, { event: act('task.snoozed'), tasks: [old('risk')], lines: [] });
    const lines = actions.flatMap(name => {
      const told = linesOf(account, act(name));
      account = fold(account, act(name), [journey]);
      return told;
    });
    expect(lines.reverse().sort(byTime).map(told)).toEqual([
      'snoozed risk',
      'acknowledged risk',
      'resolved risk',
      'opened review',
    ]);
  }
});

test('what ends a wait that nothing follows is told after the task that ended it', () => {
  const { changes } = route(
    snapshotAt('for the outcome of its task', { event: anEvent('x'), tasks: [old('call')], lines: [] }),
    anEvent('task.resolved', { source: 'task', fields: { reason: 'call', outcome: 'plan_agreed', by: 'maya' } }),
  );
  const resolved = changes
    .flatMap(change => (change.kind === 'line' ? [change.line] : []))
    .filter(line => told(line) === 'resolved call');
  const closing = (entry: TimelineEntry, n: number) =>
    lineOf(
      {
        ...aTouch({ order: 2 }),
        step: { kind: 'plan', id: 'end of call' },
        next: { kind: 'end' },
        waited: 'call plan_agreed',
      } as never,
      now,
      entry,
      n,
    );
  const lines = [
    closing({ type: 'completed' }, 9),
    closing({ type: 'waited', step: 'call', for: 'plan_agreed' }, 0),
    ...resolved,
  ];
  expect(lines.sort(byTime).map(told)).toEqual(['resolved call', 'waited', 'completed']);
});
