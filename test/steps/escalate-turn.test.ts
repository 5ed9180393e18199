import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import { taskId } from '../../engine/account/enrollment.ts';
import type { TaskCall } from '../../engine/definition/step-call.ts';
import { type EscalateSeen, escalateTurn } from '../../engine/steps/escalate/turn.ts';
import { decideTurn } from '../../engine/steps/step-turn.ts';
import { taskTurns } from '../../engine/steps/turns.ts';
import { anEscalation } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, aPolicy, aTouch, now, someProfile } from '../support/touch.ts';

const {
  step: _,
  template: _t,
  class: _c,
  ...frame
} = aTouch({
  next: { kind: 'go' },
  policy: aPolicy({ taskPool: ['maya', 'tom'] }),
});
const call = (more: Partial<TaskCall> = {}): TaskCall => ({ ...frame, step: anEscalation({ evidence: {} }), ...more });
const team = ['maya', 'tom'].map(id => ({ id, email: `${id}@example.com` }));
const nothingOpen = new Map();
const id = taskId('billing', 'payment-escalation', 'onboarding-1', 1);
const soon = '2026-03-10T09:00:01.000Z';

const seen = (account: Partial<AccountSnapshot> = {}, more: Partial<EscalateSeen> = {}): EscalateSeen => ({
  snapshot: aSnapshot({ enrollments: [anActiveEnrollment()], ...account }),
  now,
  team,
  pools: [],
  wasOpened: false,
  ...more,
});

/** Waits for the outcome for two days, as written. */
const waiting = call({
  step: anEscalation({ evidence: {}, then: { done: [] } }),
  next: { kind: 'park', wake: { kind: 'after', duration: { unit: 'days', amount: 2 } } },
});

describe('an escalation', () => {
  test('asks for the open tasks of those who may own it', () => {
    expect(decideTurn(escalateTurn, call(), seen())).toEqual({ ask: { owners: ['maya', 'tom'] } });
  });

  test('opens its task for the one with the fewest, announced before it is written', () => {
    const load = new Map([['maya', { now: 1, digest: 0 }]]);
    const decided = decideTurn(
      escalateTurn,
      call(),
      seen({ evaluation: { account: 'acme', signals: {}, revision: 4 } }, { load }),
    );
    const opening = [
      { kind: 'evaluation', evaluation: { dueAt: '2026-03-11T09:00:00.000Z', revision: 5 } },
      { kind: 'task', task: { id, owner: 'tom', status: 'open', signals: ['onboarding-1.payment-escalation'] } },
      {
        kind: 'line',
        line: {
          key: expect.stringMatching(/\.1\.task\.opened$/),
          entry: { type: 'task', action: 'opened', step: 'payment-escalation', owner: 'tom' },
        },
      },
    ];
    expect(decided).toMatchObject({
      before: [{ announce: opening }],
      changes: [...opening, { kind: 'advance', step: 'payment-escalation' }],
      answer: { until: '', at: now, took: '' },
    });
  });

  test('needs no count where there is no one to own it', () => {
    const alone = call({ policy: aPolicy() });
    expect(decideTurn(escalateTurn, alone, seen({}, { team: [] }))).toMatchObject({
      changes: expect.arrayContaining([expect.objectContaining({ kind: 'task' })]),
    });
  });

  test('of a later round of a loop is a signal of its own', () => {
    const decided = decideTurn(escalateTurn, call({ iteration: 2 }), seen({}, { load: nothingOpen }));
    expect(decided).toMatchObject({
      changes: expect.arrayContaining([
        expect.objectContaining({
          kind: 'task',
          task: expect.objectContaining({ signals: ['onboarding-1.payment-escalation (2)'] }),
        }),
      ]),
    });
  });

  test('adds its signal to the task that another enrollment opened, and looks at the account no later', () => {
    const open = aTask({
      id: 'other',
      type: 'billing',
      reason: 'payment-escalation',
      severity: 2,
      signals: ['other.1'],
    });
    expect(decideTurn(escalateTurn, call(), seen({ tasks: [open] }))).toMatchObject({
      changes: [
        { kind: 'task', task: { id: 'other', revision: 2, signals: ['other.1', 'onboarding-1.payment-escalation'] } },
        { kind: 'line', line: { entry: { action: 'updated' } } },
        { kind: 'advance' },
      ],
    });
  });

  test('looks at the account when the service level of its task is missed, and in a second where it is', () => {
    const dueOf = (acknowledgeBy: string) => {
      const open = aTask({ id: 'other', type: 'billing', reason: 'payment-escalation', acknowledgeBy, signals: [] });
      const account = { tasks: [open], evaluation: { account: 'acme', signals: {}, revision: 1 } };
      const decided = decideTurn(escalateTurn, call(), seen(account));
      const changes = 'changes' in decided ? (decided.changes ?? []) : [];
      return changes.flatMap(each => (each.kind === 'evaluation' ? [each.evaluation.dueAt] : []));
    };
    expect(dueOf('2026-03-11T15:00:00.000Z')).toEqual(['2026-03-11T15:00:00.000Z']);
    expect(dueOf('2026-03-09T15:00:00.000Z')).toEqual([soon]);
  });

  test('has the account looked at no sooner for a task whose wait is over first', () => {
    const step = anEscalation({ evidence: {}, sla: { unit: 'minutes', amount: 5 }, then: { done: [] } });
    const account = { evaluation: { account: 'acme', signals: {}, revision: 1 } };
    expect(decideTurn(escalateTurn, call({ step }), seen(account, { load: nothingOpen }))).toMatchObject({
      changes: [{ kind: 'task', task: { awaited: true } }, { kind: 'line' }, { kind: 'advance' }],
    });
  });

  test('passes by where its condition does not hold', () => {
    const step = anEscalation({ when: { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' } });
    const decided = decideTurn(escalateTurn, call({ step }), seen());
    expect(decided).toEqual({
      changes: [
        {
          kind: 'advance',
          enrollment: 'onboarding-1',
          step: 'payment-escalation',
          at: now,
          took: { 'payment-escalation': '(skipped)' },
        },
      ],
      answer: { until: '', at: now, took: '(skipped)' },
    });
  });

  test('is taken by calls of its kind', () => {
    expect(taskTurns).toEqual({ escalate: escalateTurn });
  });
});

describe('an escalation that waits for the outcome', () => {
  test("waits until its task is due, by the owner's working hours", () => {
    const mondays = [{ id: 'maya', email: 'maya@example.com', calendar: { workdays: [1] as const } }];
    const dueFor = (members: EscalateSeen['team']) =>
      decideTurn(
        escalateTurn,
        waiting,
        seen({ profile: someProfile({ owner: 'maya' }) }, { team: members, load: nothingOpen }),
      );
    expect(dueFor(team)).toMatchObject({ answer: { until: '2026-03-12T09:00:00Z', at: now } });
    expect(dueFor(mondays)).toMatchObject({ answer: { until: '2026-03-30T09:00:00Z', at: now } });
  });

  test('waits as written where its signal went to the task of another enrollment', () => {
    const open = aTask({ id: 'other', type: 'billing', reason: 'payment-escalation', signals: [] });
    expect(decideTurn(escalateTurn, waiting, seen({ tasks: [open] }))).toMatchObject({
      answer: { until: '2026-03-12T09:00:00Z', at: now },
    });
  });

  test('that was taken before answers when its task is due by now', () => {
    const account = {
      enrollments: [anActiveEnrollment({ steps: { 'payment-escalation': '2026-03-09T09:00:00.000Z' } })],
      tasks: [
        aTask({ id: 'other', dueAt: '2026-03-10T09:00:00.000Z' }),
        aTask({ id, dueAt: '2026-03-18T09:00:00.500Z' }),
      ],
    };
    expect(decideTurn(escalateTurn, waiting, seen(account))).toEqual({
      answer: { until: '2026-03-18T09:00:01Z', at: '2026-03-09T09:00:00.000Z', took: '' },
    });
    const goes = { ...waiting, next: { kind: 'go' } as const };
    expect(decideTurn(escalateTurn, goes, seen(account))).toMatchObject({ answer: { until: '' } });
    const awaitsNothing = { ...waiting, step: anEscalation() };
    expect(decideTurn(escalateTurn, awaitsNothing, seen(account))).toMatchObject({
      answer: { until: '2026-03-11T09:00:00Z' },
    });
  });
});

describe('a task that was opened early', () => {
  const opened = '2026-03-08T09:00:00.000Z';
  const early = aTask({
    id,
    type: 'billing',
    reason: 'payment-escalation',
    openedAt: opened,
    dueAt: '2026-03-16T09:00:00.000Z',
  });

  test('is not opened again, and the wait for its outcome began with it', () => {
    const decided = decideTurn(escalateTurn, waiting, seen({ tasks: [aTask(), early] }, { wasOpened: true }));
    expect(decided).toEqual({
      changes: [{ kind: 'advance', enrollment: 'onboarding-1', step: 'payment-escalation', at: now }],
      answer: { at: opened, until: '2026-03-16T09:00:00Z', took: '' },
    });
  });

  test('is found among the open ones, too', () => {
    expect(decideTurn(escalateTurn, waiting, seen({ tasks: [early] }))).toMatchObject({
      changes: [{ kind: 'advance' }],
      answer: { at: opened },
    });
  });

  test('and resolved since leaves a wait that began with the enrollment, and is over', () => {
    expect(decideTurn(escalateTurn, waiting, seen({}, { wasOpened: true }))).toMatchObject({
      answer: { at: '2026-03-01T10:00:00.000Z', until: '2026-03-03T10:00:00Z' },
    });
  });

  test('adds nothing to the answer where nothing waits for it', () => {
    expect(decideTurn(escalateTurn, call(), seen({ tasks: [early] }, { wasOpened: true }))).toMatchObject({
      changes: [{ kind: 'advance' }],
      answer: { until: '', at: now, took: '' },
    });
  });
});
