import { describe, expect, test } from 'vitest';
import type { Profile } from '../../engine/account/account.ts';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { Task } from '../../engine/account/task.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { EscalateStep } from '../../engine/steps/escalate/step.ts';
import { decideTask, type Escalation, taskNamed } from '../../engine/tasks/task-decisions.ts';
import { anEscalation, anEvent, on } from '../support/journeys.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, aPolicy, now, someProfile } from '../support/touch.ts';

const large: Condition = { kind: 'attribute', name: 'arr', comparison: 'above', value: 10_000 };

const decide = (
  step: Partial<EscalateStep> = {},
  {
    tasks = [],
    profile = someProfile({ name: 'Acme', arr: 500, owner: 'maya' }),
    enrollment = {},
    ...more
  }: Partial<Omit<Escalation, 'enrollment' | 'step'>> & {
    tasks?: Task[];
    profile?: Profile;
    enrollment?: Partial<Enrollment>;
  } = {},
) =>
  decideTask({
    step: anEscalation({ evidence: {}, ...step }),
    enrollment: anActiveEnrollment(enrollment),
    iteration: 1,
    policy: aPolicy({ taskPool: ['maya', 'tom'] }),
    signal: 's2',
    context: { now, usage: usageOf([]), tasks, profile, enrollment: anActiveEnrollment(enrollment) },
    team: [],
    load: new Map(),
    ...more,
  });
const taskOf = (...of: Parameters<typeof decide>): Task => {
  const decision = decide(...of);
  if (decision === 'unchanged') throw new Error('nothing was decided');
  return decision.task;
};

describe('a task that is opened', () => {
  test('says what it is about, for whom, and until when', () => {
    expect(decide()).toMatchObject({
      action: 'opened',
      owners: ['maya'],
      task: {
        account: 'acme',
        accountName: 'Acme',
        journey: 'onboarding',
        enrollment: 'onboarding-1',
        type: 'billing',
        reason: 'payment-escalation',
        severity: 2,
        owner: 'maya',
        assignedBy: 'account',
        status: 'open',
        openedAt: now,
        acknowledgeBy: '2026-03-11T09:00:00.000Z',
        dueAt: '2026-03-12T09:00:00.000Z',
        arrAtStake: 500,
        play: 'call',
        signals: ['s2'],
        change: 'opened',
        revision: 1,
      },
    });
    for (const name of ['inDigest', 'outlives', 'signal', 'awaited']) expect(taskOf()).not.toHaveProperty(name);
  });

  test('knows no revenue and no name where the account told none', () => {
    const task = taskOf({}, { profile: someProfile({ arr: 'much', name: 5 }) });
    expect(task.arrAtStake).toBeNull();
    expect(task).not.toHaveProperty('accountName');
  });

  test('is as severe as what raises it, where that holds', () => {
    const raised = { when: large, severity: 1 } as const;
    expect(taskOf({ raised }, { profile: someProfile({ arr: 20_000 }) }).severity).toBe(1);
    expect(taskOf({ raised }).severity).toBe(2);
  });

  test('waits for the digest when it is least severe, or its owner’s hands are full, and is not due before', () => {
    const full = { load: new Map([['maya', { now: 5, digest: 0 }]]) };
    expect(taskOf({ severity: 3 })).toMatchObject({
      inDigest: true,
      acknowledgeBy: '2026-03-17T09:00:00.000Z',
      dueAt: '2026-03-17T09:00:00.000Z',
    });
    expect(taskOf({}, full).inDigest).toBe(true);
    expect(taskOf({ severity: 1 }, full)).not.toHaveProperty('inDigest');
    const late = taskOf({ severity: 3, sla: { unit: 'businessDays', amount: 20 } });
    expect(late.dueAt > late.acknowledgeBy).toBe(true);
  });

  test('asks for the load of those whom it may go to, where that decides anything', () => {
    const owners = (severity: 1 | 2 | 3, profile = someProfile({})) => {
      const decision = decide({ severity }, { profile });
      return decision === 'unchanged' ? undefined : decision.owners;
    };
    expect([owners(1), owners(2), owners(3)]).toEqual(Array(3).fill(['maya', 'tom']));
    const owned = someProfile({ owner: 'maya' });
    expect([owners(1, owned), owners(2, owned), owners(3, owned)]).toEqual([[], ['maya'], []]);
  });

  test('remembers its signal, what it outlives, and that a wait waits for it', () => {
    const bySignal = { journey: 'login-drop', trigger: { event: 'signal', fields: {} } };
    expect(taskOf({}, { enrollment: bySignal }).signal).toBe('login-drop');
    const outlives = { exits: [on('Gone')], reason: 'gone' };
    expect(taskOf({ outlives }).outlives).toEqual(outlives);
    expect(taskOf({ then: { plan_agreed: [] } }).awaited).toBe(true);
  });

  test('shows its evidence, with what it is measured against and its currency', () => {
    const evidence = {
      amount: { kind: 'triggerField', field: 'amount' },
      plan: { kind: 'accountAttribute', name: 'plan' },
    } as const;
    const enrollment = { trigger: { event: 'payment.failed', fields: { amount: 4_900, currency: 'usd' } } };
    expect(taskOf({ evidence, measures: { plan: { threshold: 'team' } } }, { enrollment }).evidence).toEqual([
      { fact: 'amount', value: 4_900, money: { currency: 'usd', unit: 'minor' } },
      { fact: 'plan', value: null, threshold: 'team' },
    ]);
  });
});

describe('another signal for what is open', () => {
  const open = aTask({ type: 'billing', reason: 'payment-escalation', signals: ['s1'], evidence: [] });
  const again = (more: Partial<Task> = {}, step: Partial<EscalateStep> = {}, enrollment: Partial<Enrollment> = {}) =>
    decide(step, { tasks: [aTask({ type: 'billing' }), { ...open, ...more }], enrollment });
  const updated = (...of: Parameters<typeof again>): Task => {
    const decision = again(...of);
    if (decision === 'unchanged') throw new Error('nothing was decided');
    return decision.task;
  };

  test('is added to it, and counts once', () => {
    expect(again()).toMatchObject({ action: 'updated', task: { id: open.id, signals: ['s1', 's2'], revision: 2 } });
    expect(again({ signals: ['s1', 's2'] })).toBe('unchanged');
    expect(again({ id: taskOf().id })).toBe('unchanged');
  });

  test('opens another task where the one that is known is done, or is of another kind', () => {
    expect(again({ status: 'resolved' })).toMatchObject({ action: 'opened' });
    expect(again({ type: 'risk' })).toMatchObject({ action: 'opened' });
    expect(again({ reason: 'other' })).toMatchObject({ action: 'opened' });
  });

  test('brings its evidence, and leaves what it does not speak of', () => {
    const evidence = { plan: { kind: 'literal', value: 'team' }, seats: { kind: 'literal', value: 9 } } as const;
    const known = [
      { fact: 'seats', value: 5 },
      { fact: 'logins', value: 2 },
    ];
    expect(updated({ evidence: known }, { evidence }).evidence).toEqual([
      { fact: 'logins', value: 2 },
      { fact: 'plan', value: 'team' },
      { fact: 'seats', value: 9 },
    ]);
  });

  test('keeps it apart from one signal’s end unless it is the same one', () => {
    const bySignal = { journey: 'login-drop', trigger: { event: 'signal', fields: {} } };
    expect(updated({ signal: 'login-drop' }, {}, bySignal).signal).toBe('login-drop');
    expect(updated({ signal: 'other' }, {}, bySignal)).not.toHaveProperty('signal');
    expect(updated({ signal: 'login-drop' })).not.toHaveProperty('signal');
    expect(updated({})).not.toHaveProperty('signal');
  });

  test('that is no more severe leaves it asleep', () => {
    const asleep = { status: 'snoozed', snoozedUntil: '2026-03-20T09:00:00.000Z', inDigest: true } as const;
    expect(updated(asleep)).toMatchObject({ ...asleep, severity: 2 });
    expect(updated({ ...asleep, severity: 1 })).toMatchObject({ ...asleep, severity: 1 });
  });

  test('that is more severe wakes it, takes it out of the digest, and asks for it soon', () => {
    const soon = '2026-03-10T13:00:00.000Z';
    const asleep = { status: 'snoozed', snoozedUntil: '2026-03-20T09:00:00.000Z', inDigest: true } as const;
    const raised = updated(asleep, { severity: 1 });
    expect(raised).toMatchObject({ severity: 1, status: 'open', acknowledgeBy: soon, change: 'raised' });
    expect(raised).not.toHaveProperty('inDigest');
    expect(raised).not.toHaveProperty('snoozedUntil');
    const early = { acknowledgeBy: '2026-03-10T10:00:00.000Z' };
    expect(updated(early, { severity: 1 }).acknowledgeBy).toBe(early.acknowledgeBy);
    expect(updated({ ...asleep, ...early }, { severity: 1 }).acknowledgeBy).toBe(soon);
    const taken = { status: 'acknowledged', acknowledgeBy: '2026-03-11T09:00:00.000Z' } as const;
    expect(updated(taken, { severity: 1 })).toMatchObject(taken);
  });
});

describe('the task that an action names', () => {
  const tasks = [
    aTask({ id: 'done', reason: 'call', status: 'resolved' }),
    aTask({ id: 'first', reason: 'call' }),
    aTask({ id: 'second', reason: 'visit', because: 'canceled' }),
  ];
  const named = (fields: Record<string, string>) => taskNamed({ tasks }, anEvent('task.resolved', { fields }))?.id;

  test('is the one of that id, else of that reason, and not one that is done', () => {
    expect(named({ task: 'second', reason: 'call' })).toBe('second');
    expect(named({ task: 'done' })).toBeUndefined();
    expect(named({ task: 'unknown', reason: 'call' })).toBeUndefined();
    expect([named({ reason: 'call' }), named({ reason: 'visit' }), named({ reason: 'canceled' })]).toEqual([
      'first',
      'second',
      'second',
    ]);
    expect(named({ reason: 'other' })).toBeUndefined();
    expect(named({})).toBeUndefined();
  });
});
