import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Profile } from '../../engine/account/account.ts';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { Task } from '../../engine/account/task.ts';
import type { TouchCall, Wake } from '../../engine/definition/step-call.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { enterStep } from '../../engine/steps/enter-step.ts';
import { finishStep, usageNeeds, waitedLines, wakeContext } from '../../engine/steps/step-frame.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, anEmail, aTouch, someProfile } from '../support/touch.ts';

const daysBefore = (days: number): Wake => ({ kind: 'before', attribute: 'renewalAt', days, sendAt: '09:00' });
const onDay = (day: number): Wake => ({ kind: 'day', day, sendAt: '09:00' });

const enter = (
  call: Partial<TouchCall>,
  at: string,
  enrollment: Partial<Enrollment> = {},
  profile: Profile = someProfile(),
) => enterStep(aTouch(call), aSnapshot({ profile, enrollments: [anActiveEnrollment(enrollment)] }), at);

const renews = (date: string) => someProfile({ renewalAt: date });

describe('a step whose turn has come', () => {
  test('goes', () => {
    expect(enter({ due: onDay(3) }, '2026-03-04T09:00:00.000Z')).toBe('go');
  });

  test('does nothing when the enrollment is over, or gone', () => {
    expect(enter({}, '2026-03-04T09:00:00.000Z', { status: 'exited', exitReason: 'paid' })).toBe('exited');
    expect(enter({ enrollment: 'another' }, '2026-03-04T09:00:00.000Z')).toBe('exited');
  });

  test('knows that it was done before, even if the enrollment ended with it', () => {
    const steps = { welcome: '2026-03-04T09:00:00.000Z' };
    expect(enter({}, '2026-03-04T09:00:05.000Z', { steps, status: 'completed' })).toBe('done');
    expect(enter({ iteration: 2 }, '2026-03-05T09:00:00.000Z', { steps })).toBe('go');
  });

  test('goes early on a day of its own, for only a date that is counted back from can move', () => {
    expect(enter({ due: onDay(30) }, '2026-03-04T09:00:00.000Z')).toBe('go');
  });

  test('goes by its day though nothing is known of the account', () => {
    const { profile: _, ...unknown } = aSnapshot({ enrollments: [anActiveEnrollment()] });
    expect(enterStep(aTouch({ due: onDay(3) }), unknown, '2026-03-04T09:00:00.000Z')).toBe('go');
  });

  test('looks at its conditions', () => {
    const when = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' } as const;
    const at = '2026-03-04T09:00:00.000Z';
    expect(enter({ step: anEmail({ when }) }, at)).toEqual({ skip: 'condition' });
    expect(enter({ step: anEmail({ unless: when }) }, at, {}, someProfile({ plan: 'team' }))).toEqual({
      skip: 'condition',
    });
  });
});

describe('a step whose day had passed when the enrollment began', () => {
  const late = { startedAt: '2026-03-05T12:00:00.000Z' };
  const at = '2026-03-05T12:00:01.000Z';

  test('is skipped, or sent where the step or the policy says so', () => {
    expect(enter({ due: onDay(3) }, at, late)).toEqual({ skip: 'past-date' });
    expect(enter({ due: onDay(3), step: anEmail({ missed: 'send' }) }, at, late)).toBe('go');
  });

  test('is missed on day 0, too, where a date enrolls', () => {
    expect(enter({ due: onDay(0) }, at, late)).toEqual({ skip: 'past-date' });
    expect(enter({}, at, late)).toBe('go');
  });

  test('is not missed where an `enroll` step at its very time was made again', () => {
    const by = (event: string) => ({ startedAt: '2026-03-04T09:00:05.000Z', trigger: { event, id: '1', fields: {} } });
    expect(enter({ due: onDay(3) }, at, by('enroll'))).toBe('go');
    expect(enter({ due: onDay(3) }, at, by('Account Created'))).toEqual({ skip: 'past-date' });
  });

  test('of several stages only the latest may send', () => {
    const began = { startedAt: '2026-03-05T12:00:00.000Z' };
    const stage = (days: number, next?: number) =>
      enter(
        { due: daysBefore(days), step: anEmail({ missed: 'send' }), ...(next && { supersededBy: daysBefore(next) }) },
        at,
        began,
        renews('2026-04-20'),
      );
    expect([stage(90, 60), stage(60, 30), stage(30)]).toEqual([
      { skip: 'past-date' },
      'go',
      { holdUntil: '2026-03-21T09:00:00Z', reason: 'rescheduled' },
    ]);
  });

  test('is missed as well when a date moved past it, and when there is no date any more', () => {
    expect(enter({ due: daysBefore(60) }, at, { movedAt: '2026-03-05T12:00:00.000Z' }, renews('2026-04-20'))).toEqual({
      skip: 'past-date',
    });
    expect(enter({ due: daysBefore(60) }, at)).toEqual({ skip: 'past-date' });
  });
});

describe('a step that counts back from a date that nobody has told', () => {
  const began = { startedAt: '2026-03-05T12:00:00.000Z' };
  const until = '2026-03-05T13:00:00Z';

  test('waits for it for an hour from the beginning of the enrollment, and is missed then', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 * 3600 }), seconds => {
        const entry = enter({ due: daysBefore(60) }, plusSeconds(began.startedAt, seconds), began);
        const waits = seconds < 3600 - 60;
        expect(entry).toEqual(waits ? { holdUntil: until, reason: 'rescheduled' } : { skip: 'past-date' });
      }),
    );
  });

  test('is due by it once it is told, and missed where that has passed', () => {
    const at = '2026-03-05T12:10:00.000Z';
    const told = (date: string) => enter({ due: daysBefore(60) }, at, { ...began, movedAt: at }, renews(date));
    expect(told('2026-06-09')).toEqual({ holdUntil: '2026-04-10T09:00:00Z', reason: 'rescheduled' });
    expect(told('2026-04-20')).toEqual({ skip: 'past-date' });
  });
});

test('a step whose date moved later after it woke up is held until then', () => {
  expect(enter({ due: daysBefore(60) }, '2026-03-21T09:00:00.000Z', {}, renews('2026-06-09'))).toEqual({
    holdUntil: '2026-04-10T09:00:00Z',
    reason: 'rescheduled',
  });
});

describe('the end of a step', () => {
  const snapshot = aSnapshot({ enrollments: [anActiveEnrollment()] });
  const at = '2026-03-04T09:00:00.000Z';

  test('tells when the next one is due', () => {
    const call = aTouch({ next: { kind: 'park', wake: { kind: 'after', duration: { unit: 'days', amount: 2 } } } });
    expect(finishStep(call, call.next, snapshot, at)).toEqual({
      changes: [{ kind: 'advance', enrollment: 'onboarding-1', step: 'welcome', at }],
      result: { until: '2026-03-06T09:00:00Z', at, took: '' },
    });
  });

  test('wakes at once for a date that nobody knows', () => {
    expect(finishStep(aTouch(), { kind: 'park', wake: daysBefore(60) }, snapshot, at).result.until).toBe(
      '2026-03-04T09:00:00Z',
    );
  });

  test('closes the enrollment where nothing follows, and says whether the goal was reached', () => {
    const goal = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' } as const;
    const { changes } = finishStep(aTouch({ goal }), { kind: 'end' }, snapshot, at);
    expect(changes).toMatchObject([
      { kind: 'advance', ended: 'completed' },
      { kind: 'line', line: { entry: { type: 'completed', goal: 'missed' } } },
    ]);
    expect(changes[0]).toMatchObject({ reached: false });
    const paying = { ...snapshot, profile: someProfile({ plan: 'team' }) };
    expect(finishStep(aTouch({ goal }), { kind: 'end' }, paying, at).changes).toMatchObject([
      { kind: 'advance', ended: 'completed', reached: true },
      { kind: 'line', line: { entry: { type: 'completed', goal: 'reached' } } },
    ]);
    // One without a goal, and one that is compared by the goal it began with while its step has none.
    expect(finishStep(aTouch(), { kind: 'end' }, paying, at).changes[0]).not.toHaveProperty('reached');
    const compared = { ...paying, enrollments: [anActiveEnrollment({ goal })] };
    expect(finishStep(aTouch(), { kind: 'end' }, compared, at).changes[0]).toMatchObject({ reached: false });
  });

  test('answers the same when it is asked again', () => {
    const next = { kind: 'park', wake: { kind: 'after', duration: { unit: 'days', amount: 2 } } } as const;
    const done = aSnapshot({ enrollments: [anActiveEnrollment({ steps: { welcome: at } })] });
    expect(finishStep(aTouch(), next, done, '2026-03-04T09:00:30.000Z').result).toEqual(
      finishStep(aTouch(), next, snapshot, at).result,
    );
  });

  test('tells what ended the wait before it', () => {
    const lines = waitedLines(aTouch({ waited: 'survey answered well' }), snapshot, at);
    expect(lines.map(({ entry }) => entry)).toEqual([{ type: 'waited', step: 'survey', for: 'answered well' }]);
    expect(waitedLines(aTouch(), snapshot, at)).toEqual([]);
  });
});

describe('a wait for a task', () => {
  const at = '2026-03-12T09:00:00.000Z';
  const task = aTask({ reason: 'call', enrollment: 'onboarding-1', severity: 1 });
  const told = (waited: string, tasks: Task[]) =>
    waitedLines(aTouch({ waited }), aSnapshot({ tasks }), at).map(({ entry }) => entry);
  const waited = { type: 'waited', step: 'call', for: 'breached' };

  test('that is late tells of the breach before what it waited for', () => {
    expect(told('call breached', [aTask({ reason: 'other', enrollment: 'onboarding-1' }), task])).toEqual([
      { type: 'task', step: 'call', action: 'breached', reason: 'call', severity: 1, owner: 'maya' },
      waited,
    ]);
  });

  test('that is late tells of no breach where the task is gone, of another enrollment, or known to be late', () => {
    expect(told('call breached', [])).toEqual([waited]);
    expect(told('call breached', [{ ...task, enrollment: 'another' }])).toEqual([waited]);
    expect(told('call breached', [{ ...task, breachedAt: '2026-03-12T08:59:00.000Z' }])).toEqual([waited]);
  });

  test('that was done in time tells of no breach', () => {
    expect(told('call resolved', [task])).toEqual([{ ...waited, for: 'resolved' }]);
  });
});

describe('what the calendar is told of an account', () => {
  test('are its dates and those that the enrolling event said, by names of their own, and no other words', () => {
    const profile = someProfile({ renewalAt: '2026-05-01', plan: 'team', seats: 3 });
    const trigger = { event: 'Trial Started', fields: { endsAt: '2026-03-20', days: 14 } };
    const context = wakeContext(
      { profile },
      anActiveEnrollment({ trigger }),
      aTouch().policy,
      '2026-03-02T09:00:00.000Z',
    );
    expect(context.dates).toEqual({ renewalAt: '2026-05-01', plan: 'team', 'trigger.endsAt': '2026-03-20' });
    expect(context).toMatchObject({ after: '2026-03-02T09:00:00.000Z', fields: trigger.fields });
    expect(wakeContext({}, anActiveEnrollment({ trigger }), aTouch().policy, '').dates).toEqual({
      'trigger.endsAt': '2026-03-20',
    });
  });
});

describe('how far back usage is read for a step', () => {
  const now = '2026-03-31T09:00:00.000Z';
  const used = (days: number) =>
    ({
      kind: 'count',
      event: 'Report Sent',
      window: { kind: 'within', days },
      comparison: 'atLeast',
      value: 1,
    }) as const;
  const park = { kind: 'park', wake: onDay(9) } as const;

  test('is as far as its conditions look, and as its goal does where the enrollment may end with it', () => {
    const when = { step: anEmail({ when: used(3), unless: used(5) }), next: park };
    expect(usageNeeds(aTouch({ next: park }), { now })).toBeUndefined();
    expect(usageNeeds(aTouch(when), { now })).toBe('2026-03-26T09:00:00.000Z');
    expect(usageNeeds(aTouch({ ...when, goal: used(20) }), { now })).toBe('2026-03-26T09:00:00.000Z');
    expect(usageNeeds(aTouch({ ...when, goal: used(20), next: { kind: 'end' } }), { now })).toBe(
      '2026-03-11T09:00:00.000Z',
    );
    expect(usageNeeds(aTouch({ ...when, goal: used(20) }), { now, leaves: true })).toBe('2026-03-11T09:00:00.000Z');
    expect(usageNeeds(aTouch({ next: park, goal: used(20) }), { now, leaves: true })).toBe('2026-03-11T09:00:00.000Z');
  });

  test('begins with the enrollment where it counts since then', () => {
    const since = { ...used(1), window: { kind: 'sinceEnrollment' } } as const;
    expect(usageNeeds(aTouch({ next: park, step: anEmail({ when: since }) }), { now })).toBe(
      '2026-03-01T10:00:00.000Z',
    );
  });

  test('is told by a step without an enrollment, too, which ends nothing it does not know', () => {
    const gone = aSnapshot({ enrollments: [] });
    const goal = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' } as const;
    expect(finishStep(aTouch({ goal }), { kind: 'end' }, gone, now).changes[0]).toMatchObject({
      reached: false,
      at: now,
    });
  });
});
