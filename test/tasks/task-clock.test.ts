import { describe, expect, test } from 'vitest';
import { linesIn } from '../../engine/account/change.ts';
import type { Task } from '../../engine/account/task.ts';
import type { Team } from '../../engine/definition/team.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { applyTaskAction } from '../../engine/tasks/task-actions.ts';
import { afterDeadline, taskDeadline } from '../../engine/tasks/task-clock.ts';
import { taskWritten } from '../../engine/tasks/task-written.ts';
import { anEvent } from '../support/journeys.ts';
import { aTask } from '../support/tasks.ts';
import { aPolicy } from '../support/touch.ts';

const team: Team = [
  { id: 'maya', email: 'maya@example.com', lead: 'ruth' },
  { id: 'ruth', email: 'ruth@example.com', delegate: 'tom' },
  { id: 'tom', email: 'tom@example.com' },
];
const then = (task: Task, now: string, members = team) =>
  afterDeadline(task, { policy: aPolicy({ taskPool: ['tom'] }), team: members, now, profile: undefined });
// Acknowledge by 2026-03-11T09:00, due 2026-03-12T09:00.
const { acknowledgeBy, dueAt } = aTask();
const late = '2026-03-13T10:00:00.000Z';

describe('a task that nobody takes up', () => {
  test('is breached when its time is over, and goes to the lead', () => {
    expect(taskDeadline({ tasks: [aTask()] })).toBe(acknowledgeBy);
    expect(then(aTask(), '2026-03-11T08:59:59.999Z')).toBeUndefined();
    expect(then(aTask(), acknowledgeBy)).toMatchObject({
      action: 'breached',
      task: { owner: 'ruth', assignedBy: 'lead', status: 'open', breachedAt: acknowledgeBy, revision: 2 },
    });
  });

  test('goes to whoever stands in for the lead', () => {
    const away = [{ from: '2026-03-11', to: '2026-03-11' }];
    const members = team.map(csm => (csm.id === 'ruth' ? { ...csm, away } : csm));
    expect(then(aTask(), acknowledgeBy, members)?.task.owner).toBe('tom');
  });

  test('stays where it is when there is no lead', () => {
    expect(then(aTask({ owner: 'tom' }), late)?.task).toMatchObject({ owner: 'tom', breachedAt: late });
    expect(then(aTask({ owner: 'nobody' }), late, [])?.task).toMatchObject({ owner: 'nobody', breachedAt: late });
  });

  test('is breached once: the lead has it without another term', () => {
    const breached = then(aTask(), late)?.task ?? aTask();
    expect(taskDeadline({ tasks: [breached] })).toBeUndefined();
    expect(then(breached, '2027-01-01T00:00:00.000Z')).toBeUndefined();
  });
});

test('a task whose owner left the team goes to the pool once it is late, and says so', () => {
  const left = aTask({ owner: 'ines' });
  expect(then(left, acknowledgeBy)).toMatchObject({
    action: 'breached',
    task: { owner: 'tom', assignedBy: 'pool', status: 'open' },
  });
  const nobodyLeft = team.filter(({ id }) => id !== 'tom');
  expect(then(left, acknowledgeBy, nobodyLeft)?.task).toMatchObject({ owner: 'nobody', assignedBy: 'nobody' });
});

describe('an action on a task whose time is over, before time has told so', () => {
  const act = (task: Task, name: string, occurredAt: string, fields: Record<string, string> = {}) =>
    applyTaskAction(task, anEvent(name, { source: 'task', occurredAt, fields: { by: 'maya', ...fields } }), {
      team,
      businessCalendar: undefined,
    });
  const actions: readonly [string, Record<string, string>][] = [
    ['task.acknowledged', {}],
    ['task.snoozed', {}],
    ['task.reassigned', { to: 'tom' }],
    ['task.resolved', { outcome: 'plan_agreed' }],
  ];

  test.each(actions)('tells so: %s', (name, fields) => {
    const told = act(aTask(), name, late, fields);
    expect(told).toMatchObject({ late: true, task: { breachedAt: late, revision: 2 } });
    expect(told?.task.owner).toBe(fields.to ?? 'maya');
    const input = { now: late, journeys: [], event: anEvent(name) };
    const lines = told ? taskWritten(told, input, { enrollments: [], rank: 'acted' }) : [];
    const entries = linesIn(lines)
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ entry }) => entry);
    expect(entries).toMatchObject([{ action: 'breached' }, { action: told?.action }]);
  });

  test.each(actions)('and no more than once, nor before: %s', (name, fields) => {
    for (const [task, at] of [
      [aTask(), acknowledgeBy],
      [aTask(), plusSeconds(acknowledgeBy, 3600)],
      [aTask({ breachedAt: acknowledgeBy }), late],
      [aTask({ status: 'snoozed', snoozedUntil: '2026-03-12T00:00:00.000Z' }), late],
    ] as const)
      expect(act(task, name, at, fields)?.late).toBeUndefined();
  });
});

describe('a task that was taken up', () => {
  const taken = aTask({ status: 'acknowledged' });

  test('is breached when it is not done by its date', () => {
    expect(taskDeadline({ tasks: [taken] })).toBe(dueAt);
    expect(then(taken, acknowledgeBy)).toBeUndefined();
    expect(then(taken, dueAt)).toMatchObject({ action: 'breached', task: { owner: 'ruth', status: 'open' } });
  });

  test('is left to its journey when that waits for the outcome', () => {
    expect(taskDeadline({ tasks: [{ ...taken, awaited: true }] })).toBeUndefined();
    expect(taskDeadline({ tasks: [aTask({ awaited: true })] })).toBe(acknowledgeBy);
    expect(taskDeadline({ tasks: [aTask({ awaited: true, acknowledgeBy: dueAt })] })).toBeUndefined();
  });
});

test('a snoozed task asks for attention again when the snooze ends', () => {
  const snoozed = aTask({ status: 'snoozed', snoozedUntil: '2026-03-20T10:00:00.000Z' });
  expect(taskDeadline({ tasks: [aTask({ dueAt: late, acknowledgeBy: late }), snoozed] })).toBe(late);
  expect(then(snoozed, '2026-03-20T09:00:00.000Z')).toBeUndefined();
  const woken = then(snoozed, '2026-03-20T10:30:00.000Z');
  // Friday, so a business day later is Monday.
  expect(woken).toMatchObject({
    action: 'updated',
    task: { status: 'open', acknowledgeBy: '2026-03-23T10:30:00.000Z' },
  });
  expect(woken?.task).not.toHaveProperty('snoozedUntil');
  // It was due while it slept.
  expect(woken?.task.dueAt).toBe('2026-03-23T10:30:00.000Z');
});

test('an account without open tasks has nothing to wait for', () => {
  expect(taskDeadline({ tasks: [] })).toBeUndefined();
});

test('a task that is done waits for nothing, and one without a lead keeps who had it before', () => {
  const done = aTask({ status: 'resolved' });
  expect(taskDeadline({ tasks: [done] })).toBeUndefined();
  expect(then(done, late)).toBeUndefined();
  expect(then(aTask({ owner: 'tom' }), late)?.task).not.toHaveProperty('formerOwner');
  expect(then(aTask(), late)?.task.formerOwner).toBe('maya');
});

test('a task whose lead stands in for itself has no former owner', () => {
  const members: Team = [{ id: 'ruth', email: 'ruth@example.com', lead: 'ruth' }];
  const breached = then(aTask({ owner: 'ruth' }), late, members)?.task;
  expect(breached).toMatchObject({ owner: 'ruth', assignedBy: 'lead' });
  expect(breached).not.toHaveProperty('formerOwner');
});

test('a task of the digest that wakes is to be taken up after the next digest, and keeps a later date', () => {
  const asleep = { status: 'snoozed', snoozedUntil: '2026-03-20T10:00:00.000Z' } as const;
  const woken = then(aTask({ ...asleep, inDigest: true, dueAt: '2026-04-20T10:00:00.000Z' }), asleep.snoozedUntil);
  expect(woken?.task).toMatchObject({
    acknowledgeBy: '2026-03-24T09:00:00.000Z',
    dueAt: '2026-04-20T10:00:00.000Z',
  });
});
