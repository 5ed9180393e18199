import { describe, expect, test } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import { applyTaskAction } from '../../engine/tasks/task-actions.ts';
import { autoResolve, changed, outlive, taskEntry } from '../../engine/tasks/task-changes.ts';
import { anEvent } from '../support/journeys.ts';
import { aTask } from '../support/tasks.ts';
import { aPolicy, now } from '../support/touch.ts';

const asleep = aTask({ status: 'snoozed', snoozedUntil: '2026-03-20T09:00:00.000Z' });
const staff = {
  team: [
    { id: 'maya', email: 'maya@example.com' },
    { id: 'tom', email: 'tom@example.com', calendar: { timezone: 'America/New_York' } },
  ],
  businessCalendar: aPolicy().businessCalendar,
};
const act = (name: string, fields: Record<string, string | number | boolean>, task: Task = aTask()) =>
  withoutAct(applyTaskAction(task, anEvent(`task.${name}`, { source: 'task', fields }), staff));

/** The log of actions is tested once, below. */
const withoutAct = (after: ReturnType<typeof applyTaskAction>) => {
  if (after === undefined) return undefined;
  const { acted: _, ...task } = after.task;
  return { ...after, task };
};

describe('what a CSM does with a task', () => {
  test('that takes it up wakes it, once', () => {
    const { snoozedUntil: _, ...awake } = asleep;
    expect(act('acknowledged', {}, asleep)).toEqual({
      action: 'acknowledged',
      task: { ...awake, status: 'acknowledged', change: 'acknowledged', revision: 2 },
    });
    expect(act('acknowledged', {}, aTask({ status: 'acknowledged' }))).toBeUndefined();
  });

  test('is remembered with who did it, and the revision that it made', () => {
    const event = anEvent('task.acknowledged', { source: 'task', fields: { by: 'maya' } });
    expect(applyTaskAction(aTask(), event, staff)?.task.acted).toEqual({
      action: 'acknowledged',
      by: 'maya',
      at: event.occurredAt,
      revision: 2,
    });
  });

  test('that snoozes it puts it off to the day named, else for a week, once', () => {
    expect(act('snoozed', { until: '2026-03-16T07:00:00Z' })?.task).toMatchObject({
      status: 'snoozed',
      snoozedUntil: '2026-03-16T07:00:00.000Z',
    });
    expect(act('snoozed', {})).toMatchObject({ action: 'snoozed', task: { snoozedUntil: '2026-03-17T09:00:00.000Z' } });
    expect(act('snoozed', { until: '2026-03-20T09:00:00Z' }, asleep)).toBeUndefined();
  });

  test('that resolves it says how it ended, and by whom where that is known', () => {
    const resolved = act('resolved', { outcome: 'plan_agreed', by: 'maya' }, asleep);
    expect(resolved).toMatchObject({
      action: 'resolved',
      task: { status: 'resolved', outcome: { code: 'plan_agreed', by: 'maya', at: now } },
    });
    expect(resolved?.task).not.toHaveProperty('snoozedUntil');
    expect(act('resolved', { outcome: 'plan_agreed' })?.task.outcome?.by).toBe('');
  });

  test('that is no outcome, or no action, does nothing', () => {
    expect(act('resolved', { outcome: 'whatever' })).toBeUndefined();
    expect(act('resolved', {})).toBeUndefined();
    expect(act('read', { outcome: 'plan_agreed' })).toBeUndefined();
  });
});

describe('a task that is handed over', () => {
  const late = aTask({ assignedBy: 'lead', formerOwner: 'ann', breachedAt: now, status: 'acknowledged' });

  test('is a new task to its owner, in their hours, but due when it was', () => {
    expect(act('reassigned', { to: 'tom' })).toEqual({
      action: 'updated',
      task: {
        ...aTask(),
        owner: 'tom',
        assignedBy: 'hand',
        status: 'open',
        // New York opens at 13:00 UTC; a business day later.
        acknowledgeBy: '2026-03-11T13:00:00.000Z',
        change: 'reassigned',
        revision: 2,
      },
    });
    expect(act('reassigned', { to: ' Tom@Example.com ' })?.task.owner).toBe('tom');
    expect(act('reassigned', { to: 'tom' }, asleep)?.task).toMatchObject({ status: 'snoozed', owner: 'tom' });
  });

  test('is with the one who had it before no longer, and stays late', () => {
    const { task } = act('reassigned', { to: 'tom' }, late) ?? ({} as never);
    expect(task).toMatchObject({ breachedAt: now, owner: 'tom', assignedBy: 'hand', status: 'open' });
    expect(task).not.toHaveProperty('formerOwner');
  });

  test('goes to others of the team only', () => {
    expect(act('reassigned', { to: 'maya' })).toBeUndefined();
    expect(act('reassigned', { to: 'eve' })).toBeUndefined();
    expect(act('reassigned', {})).toBeUndefined();
  });
});

describe('a step of the playbook', () => {
  const guided = aTask({ playbook: { id: 'call-about-adoption', minutes: 30 } });

  test('that is done takes the task up, and is kept with who did it', () => {
    const first = act('ticked', { step: 'look', by: 'maya' }, { ...guided, ...asleep, playbook: guided.playbook });
    const { snoozedUntil: _, ...awake } = asleep;
    expect(first).toEqual({
      action: 'acknowledged',
      ticked: 'look',
      task: {
        ...awake,
        playbook: guided.playbook,
        status: 'acknowledged',
        ticked: [{ step: 'look', by: 'maya', at: now }],
        change: 'acknowledged',
        revision: 2,
      },
    });
    const second = act('ticked', { step: 'call', by: 'tom' }, first?.task);
    expect(second).toMatchObject({ action: 'updated', ticked: 'call', task: { change: 'ticked', revision: 3 } });
    expect(second?.task.ticked?.map(({ step }) => step)).toEqual(['look', 'call']);
    expect(taskEntry(second ?? ({} as never))).toMatchObject({
      action: 'updated',
      playbook: 'call-about-adoption',
      ticked: 'call',
    });
  });

  test('is done once, and may turn out not to be done', () => {
    const done = { ...guided, status: 'acknowledged' as const, ticked: [{ step: 'look', by: 'maya', at: now }] };
    expect(act('ticked', { step: 'look', by: 'tom' }, done)).toBeUndefined();
    expect(act('ticked', { step: 'call', done: false }, done)).toBeUndefined();
    expect(act('ticked', { step: 'look', done: false }, done)).toMatchObject({
      action: 'updated',
      unticked: 'look',
      task: { ticked: [], status: 'acknowledged' },
    });
  });

  test('is one of at most 20, with an id, of a task with a playbook', () => {
    expect(act('ticked', { step: 'look' })).toBeUndefined();
    expect(act('ticked', { step: 'Look!' }, guided)).toBeUndefined();
    expect(act('ticked', {}, guided)).toBeUndefined();
    const ticks = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ step: `s${index}`, by: '', at: now }));
    expect(act('ticked', { step: 'look' }, { ...guided, ticked: ticks(19) })?.task.ticked).toHaveLength(20);
    expect(act('ticked', { step: 'look' }, { ...guided, ticked: ticks(20) })).toBeUndefined();
  });

  test('adds to what the timeline says only where there is a playbook', () => {
    const resolved = (task: Task, minutes?: number) =>
      taskEntry(act('resolved', { outcome: 'plan_agreed', ...(minutes && { minutes }) }, task) ?? ({} as never));
    expect(resolved(guided, 25)).toMatchObject({ playbook: 'call-about-adoption', minutes: 25 });
    expect(resolved(guided)).not.toHaveProperty('minutes');
    expect(resolved(aTask())).not.toHaveProperty('playbook');
    expect(taskEntry({ action: 'opened', task: guided })).toMatchObject({ minutes: 30 });
  });
});

describe('a task', () => {
  test('that is over by itself sleeps no longer', () => {
    const { snoozedUntil: _, ...awake } = asleep;
    expect(autoResolve(asleep).task).toEqual({ ...awake, status: 'resolved', change: 'auto-resolved', revision: 2 });
  });

  test('that outlives its enrollment is waited for no longer', () => {
    const { task } = outlive(aTask({ awaited: true }), 'canceled');
    expect(task.because).toBe('canceled');
    expect(task).not.toHaveProperty('awaited');
  });
});

describe('the timeline', () => {
  const told = (change: Parameters<typeof changed>[1], more: Partial<Task> = {}) =>
    taskEntry(changed(aTask(more), change));
  const told0 = { type: 'task', step: 'login-drop', reason: 'login-drop', severity: 2, owner: 'maya' };

  test('shows the evidence of a task when it is opened or changed, where there is any', () => {
    const evidence = { logins: 'down 41 %' };
    expect(told('opened')).toEqual({ ...told0, action: 'opened', evidence });
    expect(told('raised')).toEqual({ ...told0, action: 'updated', evidence });
    expect(told('acknowledged')).toEqual({ ...told0, action: 'acknowledged' });
    expect(told('opened', { evidence: [] })).toEqual({ ...told0, action: 'opened' });
  });

  test('shows the outcome of a task when it is resolved', () => {
    const outcome = { code: 'plan_agreed', by: 'maya', at: now } as const;
    expect(told('resolved', { outcome })).toEqual({ ...told0, action: 'resolved', outcome: 'plan_agreed' });
    expect(told('resolved')).toEqual({ ...told0, action: 'resolved' });
    expect(told('breached', { outcome })).toEqual({ ...told0, action: 'breached' });
  });

  test('names each change, and gives what the task is about now as its reason', () => {
    const changes = ['updated', 'woken', 'reassigned', 'snoozed', 'auto-resolved'] as const;
    expect(changes.map(change => told(change).type === 'task' && changed(aTask(), change).action)).toEqual([
      'updated',
      'updated',
      'updated',
      'snoozed',
      'auto-resolved',
    ]);
    expect(told('updated', { because: 'canceled' })).toMatchObject({ step: 'login-drop', reason: 'canceled' });
  });
});
