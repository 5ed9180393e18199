import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { TaskCall } from '../../engine/definition/step-call.ts';
import { openTask } from '../../engine/tasks/use-cases/open-task.ts';
import { anEscalation } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aPolicy, aTouch, someProfile } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
let count = 0;
beforeEach(() => {
  world = routeWorld(store, `acme-${++count}`, []);
});

const aCall = (more: Partial<TaskCall> = {}): TaskCall => {
  const { step: _, template: __, class: ___, ...frame } = aTouch();
  const policy = aPolicy({ taskPool: ['maya', 'tom'] });
  return { ...frame, policy, account: world.account, step: anEscalation(), ...more };
};

const given = (attributes: Record<string, string | number>, ...more: Change[]) =>
  world.given([
    { kind: 'profile', profile: someProfile(attributes, { account: world.account }) },
    {
      kind: 'enroll',
      enrollment: anActiveEnrollment({
        account: world.account,
        trigger: { event: 'payment.failed', fields: { invoice: 'in_1' } },
      }),
    },
    ...more,
  ]);

const tasks = async () => (await world.ports.accounts.snapshot(world.account)).tasks;
const lines = async () => (await world.timeline()).map(({ entry }) => entry);

describe('an escalation', () => {
  test('opens a task for the account owner, with its evidence and its service level in business time', async () => {
    await given({ owner: 'ines', arr: 20_000 });
    const raised = {
      when: { kind: 'attribute', name: 'arr', comparison: 'above', value: 15_000 },
      severity: 1,
    } as const;
    await openTask(aCall({ step: anEscalation({ raised }) }), world.ports);
    expect(await tasks()).toMatchObject([
      {
        type: 'billing',
        reason: 'payment-escalation',
        severity: 1,
        owner: 'ines',
        assignedBy: 'account',
        status: 'open',
        acknowledgeBy: '2026-03-10T13:00:00.000Z',
        dueAt: '2026-03-12T09:00:00.000Z',
        evidence: [{ fact: 'invoice', value: 'in_1' }],
        arrAtStake: 20_000,
      },
    ]);
    expect(await lines()).toMatchObject([
      {
        type: 'task',
        step: 'payment-escalation',
        action: 'opened',
        severity: 1,
        owner: 'ines',
        evidence: { invoice: 'in_1' },
      },
      { type: 'completed' },
    ]);
  });

  test('without an owner goes to the one of the pool with the fewest open tasks, or to nobody', async () => {
    const policy = aPolicy({ taskPool: [`maya-${count}`, `tom-${count}`] });
    await given({});
    await openTask(aCall({ policy }), world.ports);
    const other = routeWorld(store, `acme-${++count}`, []);
    await other.given([
      { kind: 'profile', profile: someProfile({}, { account: other.account }) },
      { kind: 'enroll', enrollment: anActiveEnrollment({ account: other.account }) },
    ]);
    await openTask({ ...aCall({ policy }), account: other.account }, other.ports);
    const { tasks: second } = await other.ports.accounts.snapshot(other.account);
    expect([(await tasks())[0]?.owner, second[0]?.owner]).toEqual(policy.taskPool);
    world = routeWorld(store, `acme-${++count}`, []);
    await given({});
    await openTask(aCall({ policy: aPolicy({ taskPool: [] }) }), world.ports);
    expect(await tasks()).toMatchObject([{ owner: 'nobody', assignedBy: 'nobody' }]);
    expect(world.alarms).toMatchObject([{ alarm: 'task-without-owner', account: world.account }]);
  });

  test('that is called twice opens one task, and says so once', async () => {
    await given({ owner: 'ines' });
    const first = await openTask(aCall({ next: { kind: 'go' } }), world.ports);
    world.later(5);
    expect(await openTask(aCall({ next: { kind: 'go' } }), world.ports)).toEqual(first);
    expect(await tasks()).toHaveLength(1);
    expect(await lines()).toHaveLength(1);
  });

  test('adds its signal to the task that is open for the same reason', async () => {
    await given(
      { owner: 'ines' },
      { kind: 'enroll', enrollment: anActiveEnrollment({ id: 'second', account: world.account, key: 'in_2' }) },
    );
    await openTask(aCall(), world.ports);
    await openTask(aCall({ enrollment: 'second', step: anEscalation({ severity: 1 }) }), world.ports);
    expect(await tasks()).toMatchObject([
      { severity: 1, signals: ['onboarding-1.payment-escalation', 'second.payment-escalation'] },
    ]);
    expect((await lines()).filter(entry => entry.type === 'task').map(entry => entry.action)).toEqual([
      'opened',
      'updated',
    ]);
  });

  test('whose task was opened early and resolved since does not open it again', async () => {
    await given({ owner: 'ines' });
    const waits = aCall({ next: { kind: 'park', wake: { kind: 'after', duration: { unit: 'days', amount: 2 } } } });
    await openTask(waits, world.ports);
    const [task] = await tasks();
    if (!task) throw new Error('no task was opened');
    const early = routeWorld(store, `acme-${++count}`, []);
    const enrollment = anActiveEnrollment({ account: early.account });
    await early.given([
      { kind: 'profile', profile: someProfile({ owner: 'ines' }, { account: early.account }) },
      { kind: 'enroll', enrollment },
      { kind: 'task', task: { ...task, account: early.account } },
    ]);
    await early.given([{ kind: 'task', task: { ...task, account: early.account, status: 'resolved', revision: 2 } }]);
    const result = await openTask({ ...waits, account: early.account }, early.ports);
    expect((await early.ports.accounts.snapshot(early.account)).tasks).toEqual([]);
    // An outcome that came before the step still ends the wait for it.
    expect(result.at).toBe(enrollment.startedAt);
  });

  test('that its own condition keeps back takes the skipped arm', async () => {
    await given({ owner: 'ines' });
    const when = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' } as const;
    const call = aCall({ step: anEscalation({ when }), next: { kind: 'go' } });
    const first = await openTask(call, world.ports);
    expect(first.took).toBe('(skipped)');
    expect(await openTask(call, world.ports)).toEqual(first);
    expect(await tasks()).toEqual([]);
  });

  test('of an enrollment that was exited does nothing', async () => {
    await given({ owner: 'ines' });
    await world.given([{ kind: 'exit', enrollment: 'onboarding-1', reason: 'paid', at: '2026-03-10T09:00:00.000Z' }]);
    await openTask(aCall(), world.ports);
    expect(await tasks()).toEqual([]);
    expect(await lines()).toEqual([]);
  });
});
