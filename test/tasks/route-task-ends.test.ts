import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { taskDeadline } from '../../engine/tasks/task-clock.ts';
import { aJourney, anEscalation, anEvent, on } from '../support/journeys.ts';
import { aSnapshot, fold, routed } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, now, someProfile } from '../support/touch.ts';

const cleared = anEvent('signal.cleared', { source: 'daymark', fields: { signal: 'login-drop' } });
const lines = (routing: ReturnType<typeof routed>) =>
  routing.changes.flatMap(change => (change.kind === 'line' ? [change.line.entry] : []));

describe('a task of a signal', () => {
  const task = aTask({ signal: 'login-drop' });

  test('resolves by itself when the signal clears, snoozed or not', () => {
    const snoozed = aTask({ id: 't2', reason: 'silence', signal: 'silence', status: 'snoozed' });
    const routing = routed(cleared, aSnapshot({ tasks: [task, snoozed] }), [aJourney()]);
    expect(lines(routing)).toMatchObject([{ type: 'task', action: 'auto-resolved', reason: 'login-drop' }]);
    const silent = anEvent('signal.cleared', { source: 'daymark', fields: { signal: 'silence' } });
    expect(lines(routed(silent, aSnapshot({ tasks: [task, snoozed] }), [aJourney()]))).toMatchObject([
      { action: 'auto-resolved', reason: 'silence' },
    ]);
  });

  test('does not when another one clears, or when something else opened it', () => {
    const other = anEvent('signal.cleared', { source: 'daymark', fields: { signal: 'silence' } });
    expect(lines(routed(other, aSnapshot({ tasks: [task] }), [aJourney()]))).toEqual([]);
    expect(lines(routed(cleared, aSnapshot({ tasks: [aTask()] }), [aJourney()]))).toEqual([]);
  });

  test('lets the journey that waits for its outcome go on', () => {
    const enrollment = anActiveEnrollment({
      id: 'login-drop-1',
      awaits: [
        {
          flag: 'login_drop_not_actionable',
          step: 'login-drop',
          edge: 'not_actionable',
          trigger: on('task.resolved', [
            { field: 'reason', comparison: 'is', value: 'login-drop' },
            { field: 'outcome', comparison: 'is', value: 'not_actionable' },
          ]),
        },
      ],
    });
    const routing = routed(cleared, aSnapshot({ tasks: [task], enrollments: [enrollment] }), [aJourney()]);
    expect(routing.awaited).toMatchObject([{ enrollment: 'login-drop-1', flag: 'login_drop_not_actionable' }]);
  });

  test('lets promotion go on that it held', () => {
    const held = anActiveEnrollment({
      wait: {
        resumeToken: 'token',
        step: 'welcome',
        until: '2026-03-14T09:00:00Z',
        wake: { kind: 'day', day: 1, sendAt: '09:00' },
        listens: [],
        anchoredAt: '2026-03-01T10:00:00.000Z',
      },
    });
    const effects = (tasks = [task]) =>
      routed(cleared, aSnapshot({ tasks, enrollments: [held] }), [aJourney()]).effects;
    expect(effects()).toEqual([
      { kind: 'rewake', enrollment: 'onboarding-1', step: 'welcome', until: '2026-03-10T09:00:00Z' },
    ]);
    expect(effects([task, aTask({ id: 't2', reason: 'other', status: 'snoozed' })])).toEqual([]);
  });
});

test('the clock breaches tasks only when it is asked', () => {
  const late = '2026-03-20T09:00:00.000Z';
  const snapshot = aSnapshot({ tasks: [aTask()] });
  expect(lines(routed(anEvent('Signed In'), snapshot, [aJourney()], { now: late }))).toEqual([]);
  const asked = anEvent('daymark.evaluate', { source: 'daymark' });
  expect(lines(routed(asked, snapshot, [aJourney()], { now: late }))).toMatchObject([
    { type: 'task', action: 'breached', reason: 'login-drop', owner: 'maya' },
  ]);
});

test('a task that resolves by the evaluation that finds it late was not late: nothing says that it was breached', () => {
  const enroll = {
    kind: 'signal',
    when: { kind: 'count', event: 'Signed In', window: { kind: 'within', days: 7 }, comparison: 'atLeast', value: 1 },
  } as const;
  const journey = aJourney({ id: 'login-drop', enroll });
  const armed = fold(aSnapshot(), anEvent('daymark.evaluate', { source: 'daymark' }), [journey], now);
  const fired = fold(armed, anEvent('Signed In'), [journey], now);
  const late = plusSeconds(now, 10 * 86_400);
  const asked = anEvent('daymark.evaluate', { source: 'daymark' });
  const by = (task: ReturnType<typeof aTask>) =>
    lines(routed(asked, { ...fired, tasks: [task] }, [journey], { now: late })).filter(({ type }) => type === 'task');
  expect(by(aTask({ signal: 'login-drop' }))).toMatchObject([{ action: 'auto-resolved' }]);
  expect(by(aTask())).toMatchObject([{ action: 'breached' }]);
});

test('whatever happens in whatever order: one open task for a reason, opened once, breached once, never less severe', () => {
  const step = (severity: 1 | 2 | 3) =>
    anEscalation({ id: 'call', type: 'risk', severity, early: [on(`Alarm ${severity}`)], evidence: {} });
  const journeys = ([1, 2, 3] as const).map(severity =>
    aJourney({
      id: `alarm-${severity}`,
      enroll: on(`Alarm ${severity}`),
      reenroll: { kind: 'keyed', field: 'key' },
      steps: [step(severity)],
    }),
  );
  const happening = fc.oneof(
    fc.record({
      name: fc.constantFrom('Alarm 1', 'Alarm 2', 'Alarm 3'),
      fields: fc.record({ key: fc.constantFrom('a', 'b') }),
    }),
    fc.record({ name: fc.constantFrom('task.acknowledged', 'task.snoozed'), fields: fc.constant({ reason: 'call' }) }),
    fc.record({
      name: fc.constant('task.resolved'),
      fields: fc.constantFrom({ reason: 'call', outcome: 'plan_agreed' }, { reason: 'call', outcome: 'duplicate' }),
    }),
    fc.record({ name: fc.constant('daymark.evaluate'), fields: fc.constant({}) }),
  );
  const story = fc.array(fc.tuple(happening, fc.integer({ min: 0, max: 90 }), fc.boolean()), {
    minLength: 1,
    maxLength: 25,
  });
  let compared = 0;
  fc.assert(
    fc.property(story, happenings => {
      let snapshot = aSnapshot({ profile: someProfile({ owner: 'maya' }) });
      let at = now;
      const opened: string[] = [];
      for (const [{ name, fields }, hours, twice] of happenings) {
        at = plusSeconds(at, hours * 3_600);
        const source = name.startsWith('task.') ? 'task' : name.startsWith('daymark') ? 'daymark' : 'segment';
        const event = anEvent(name, { source, fields, occurredAt: at });
        for (const _ of twice ? [1, 2] : [1]) {
          const before = snapshot;
          const isNew = ![...before.usage].some(({ id }) => id === event.id);
          const { changes } = routed(event, before, journeys, { now: at, resolvedTasks: new Set(opened) });
          snapshot = fold(before, event, journeys, at);
          if (!isNew) continue;
          for (const change of changes) {
            if (change.kind === 'task' && change.task.revision === 1) opened.push(change.task.id);
          }
          for (const { id, severity, revision, breachedAt } of before.tasks) {
            const next = snapshot.tasks.find(each => each.id === id);
            if (!next) continue;
            compared++;
            expect(next.severity).toBeLessThanOrEqual(severity);
            expect(next.revision - revision).toBeLessThanOrEqual(1);
            if (breachedAt !== undefined) expect(next.breachedAt).toBe(breachedAt);
          }
          expect(new Set(snapshot.tasks.map(({ type, reason }) => `${type} ${reason}`)).size).toBe(
            snapshot.tasks.length,
          );
          for (const { signals } of snapshot.tasks) expect(new Set(signals).size).toBe(signals.length);
          if (name === 'daymark.evaluate') {
            const deadline = taskDeadline(snapshot);
            expect(deadline === undefined || deadline > at).toBe(true);
          }
        }
      }
    }),
  );
  expect(compared).toBeGreaterThan(0);
});
