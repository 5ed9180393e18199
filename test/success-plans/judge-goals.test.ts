import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GoalStates } from '../../engine/account/goal-state.ts';
import type { PlanGoal } from '../../engine/account/success-plan.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { UsageMark } from '../../engine/account/usage-mark.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { judgeGoals, type PlanLook } from '../../engine/success-plans/judge-goals.ts';
import { measuredSince, measureGoal, progressOf } from '../../engine/success-plans/measure-goal.ts';

const set = '2026-03-01T09:00:00.000Z';
const on = (day: number, seconds = 0) => plusSeconds(set, day * 86_400 + seconds);
const features = { projects: 'Project Created', reports: 'Report Shared', tasks: 'Task Completed' };
const shared = (at: string, id = at): UsageMark => ({ at, event: 'Report Shared', user: 'ada', id });

const look = (goal: Partial<PlanGoal>, more: Partial<PlanLook> & { marks?: readonly UsageMark[] } = {}): PlanLook => {
  const { marks, now = set, ...rest } = more;
  return {
    plan: { at: set, message: 'p1', goals: [{ id: 'launch', ...goal }] },
    states: {},
    reachedByEvent: () => undefined,
    timezone: 'UTC',
    now,
    ...(marks && { measuring: { usage: usageOf(marks), features, now } }),
    ...rest,
  };
};

/** The goal after each of the moments, one after the other. */
const through = (goal: Partial<PlanGoal>, moments: readonly (Parameters<typeof look>[1] & object)[]) => {
  let states: GoalStates = {};
  return moments.map(moment => {
    const judged = judgeGoals(look(goal, { states, ...moment }));
    states = judged.states;
    const { is, behind = false } = states.launch ?? {};
    return `${is}${behind ? ', behind' : ''}${judged.news.map(news => ` (${news.is})`).join('')}`;
  });
};

describe('a goal with a day', () => {
  test('is missed when its day is over in the zone of the account, and said once', () => {
    const goal = { dueAt: '2026-03-10' };
    expect(
      through(goal, [
        { now: set },
        { now: '2026-03-10T23:59:59.999Z' },
        { now: '2026-03-11T00:00:00.000Z' },
        { now: '2026-03-12T00:00:00.000Z' },
      ]),
    ).toEqual(['open', 'open', 'missed, behind (missed)', 'missed, behind']);
    const timezone = 'America/New_York';
    expect(
      through(goal, [
        { now: set, timezone },
        { now: '2026-03-11T03:59:59.999Z', timezone },
        { now: '2026-03-11T04:00:00.000Z', timezone },
      ]),
    ).toEqual(['open', 'open', 'missed, behind (missed)']);
  });

  test('is reached as the plan or the event of the catalog says, even late, and open again with a later day', () => {
    const late = { now: on(20) };
    expect(
      through({ dueAt: '2026-03-10' }, [{ now: set }, late, { now: on(21), reachedByEvent: () => on(20.5) }]),
    ).toEqual(['open', 'missed, behind (missed)', 'reached (reached)']);
    const plan = (goal: Partial<PlanGoal>) => look(goal).plan;
    expect(
      through({ dueAt: '2026-03-10' }, [
        { now: set },
        late,
        { ...late, plan: plan({ dueAt: '2026-03-25' }) },
        { now: on(30), plan: plan({ dueAt: '2026-03-25', reachedAt: '2026-03-24' }) },
        { now: on(30), plan: plan({ dueAt: '2026-03-25' }) },
      ]),
    ).toEqual(['open', 'missed, behind (missed)', 'open', 'reached (reached)', 'missed, behind (missed)']);
  });

  test('is no news as it is first seen', () => {
    expect(through({ dueAt: '2026-02-01' }, [{ now: set }])).toEqual(['missed, behind']);
    expect(through({ reachedAt: '2026-02-01' }, [{ now: set }])).toEqual(['reached']);
  });

  test('is behind by a milestone whose day is over, until that is done', () => {
    const milestones = [{ id: 'data', dueAt: '2026-03-05' }];
    const done = look({ milestones: [{ id: 'data', dueAt: '2026-03-05', doneAt: '2026-03-06' }] }).plan;
    expect(
      through({ milestones }, [
        { now: '2026-03-05T23:59:59.999Z' },
        { now: '2026-03-06T00:00:00.000Z' },
        { now: '2026-03-06T12:00:00.000Z', plan: done },
      ]),
    ).toEqual(['open', 'open, behind', 'open']);
  });
});

describe('a goal with a metric', () => {
  const reports = { metric: 'count:Report Shared', target: 4, dueAt: '2026-03-11' };
  const some = (count: number) => Array.from({ length: count }, (_, index) => shared(on(1, index)));

  test('is reached by its target, and not by the event of the catalog', () => {
    expect(
      through(reports, [
        { now: on(1), marks: [] },
        { now: on(3), marks: some(3), reachedByEvent: () => on(1) },
        { now: on(3), reachedByEvent: () => on(1) },
        { now: on(4), marks: some(4) },
        { now: on(30), marks: [] },
      ]),
    ).toEqual(['open', 'open', 'open', 'reached (reached)', 'reached']);
  });

  test('counts since it was set, and since an earlier word of it that came late', () => {
    const before = [shared(plusSeconds(set, -1)), shared(set)];
    const value = (more: Partial<PlanLook>) =>
      judgeGoals(look(reports, { now: on(1), marks: before, ...more })).states.launch?.measured?.value;
    expect(value({})).toBe(1);
    expect(value({ said: { goals: ['launch'], at: plusSeconds(set, -1) } })).toBe(2);
    expect(value({ said: { goals: ['other'], at: plusSeconds(set, -1) } })).toBe(1);
  });

  test('is behind a steady pace from the middle of its time on', () => {
    const at = (day: number, count: number) => through(reports, [{ now: on(day), marks: some(count) }])[0];
    expect([at(4, 0), at(5, 1), at(5, 2), at(8, 3), at(8, 4)]).toEqual([
      'open',
      'open, behind',
      'open',
      'open, behind',
      'reached',
    ]);
  });

  test('begins anew with another target', () => {
    const more = look({ ...reports, target: 6 }).plan;
    expect(
      through(reports, [
        { now: on(1), marks: [] },
        { now: on(4), marks: some(4) },
        { now: on(4), marks: some(4), plan: more },
        { now: on(4), marks: some(6), plan: more },
      ]),
    ).toEqual(['open', 'reached (reached)', 'open', 'reached (reached)']);
  });

  test('of adoption compares shares exactly', () => {
    const used = (...events: string[]) => events.map(event => ({ at: on(1), event, user: 'ada', id: event }));
    const at = (target: number, ...events: string[]) =>
      judgeGoals(look({ metric: 'adoption', target }, { now: on(2), marks: used(...events) })).states.launch?.is;
    expect(at(0.66, 'Report Shared', 'Task Completed')).toBe('reached');
    expect(at(0.67, 'Report Shared', 'Task Completed')).toBe('open');
    expect(at(1, 'Report Shared', 'Task Completed')).toBe('open');
    expect(at(1, 'Report Shared', 'Task Completed', 'Project Created')).toBe('reached');
  });

  test('that is not measured stands as its plan says', () => {
    expect(through({ metric: 'revenue', target: 3 }, [{ now: on(1), marks: some(9) }])).toEqual(['open']);
    expect(through({ metric: 'adoption' }, [{ now: on(1), marks: some(9) }])).toEqual(['open']);
  });
});

describe('whatever happens', () => {
  const marks = fc.uniqueArray(fc.integer({ min: 0, max: 120 * 86_400 }), { maxLength: 40 });

  test('counting morning by morning comes to what counting all at once does', () => {
    fc.assert(
      fc.property(marks, fc.array(fc.integer({ min: 1, max: 29 }), { maxLength: 8 }), (seconds, steps) => {
        const all = seconds.map(each => shared(on(0, each)));
        const metric = { of: 'count', event: 'Report Shared' } as const;
        let known: ReturnType<typeof measureGoal>['counted'];
        let day = 0;
        for (const step of [...steps, 1]) {
          day += step;
          const now = on(day);
          const since = measuredSince(metric, set, known, now);
          const read = usageOf(
            all.filter(({ at }) => at >= since && at <= now),
            since,
          );
          const { measured, counted } = measureGoal(metric, set, known, { usage: read, features, now });
          expect(measured?.value).toBe(all.filter(({ at }) => at <= now).length);
          known = counted;
        }
      }),
    );
  });

  test('a goal is reached or behind, never both, and more progress never sets it back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 25 }),
        (target, length, day, value) => {
          const goal = { metric: 'count:Report Shared', target, dueAt: on(length).slice(0, 10) };
          const at = (count: number) => {
            const done = Array.from({ length: count }, (_, index) => shared(on(0, index)));
            return judgeGoals(look(goal, { now: on(day, 3_600), marks: done })).states.launch;
          };
          const [less, more] = [at(value), at(value + 1)];
          expect(less?.is === 'reached').toBe(value >= target);
          expect(less?.is === 'reached' && less.behind === true).toBe(false);
          if (!less?.behind) expect(more?.behind).toBeUndefined();
          if (less?.is === 'reached') expect(more?.is).toBe('reached');
          expect(less?.is === 'missed').toBe(value < target && day > length);
        },
      ),
    );
  });

  test('progress is part of its target', () => {
    expect(progressOf({ id: 'a', target: 0.6 }, { value: 3, of: 5 })).toEqual({ part: 30_000, whole: 30_000 });
    expect(progressOf({ id: 'a', target: 10 }, { value: 3 })).toEqual({ part: 3, whole: 10 });
  });
});
