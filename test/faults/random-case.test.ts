import { expect, test } from 'vitest';
import { stepsIn } from '../../engine/definition/enrollment-plan.ts';
import { stepKinds } from '../../engine/steps/kind-of.ts';
import { triggerKinds } from '../../engine/triggers/kind-of.ts';
import { arrivalsOf } from '../../faults/arrivals.ts';
import { randomCase } from '../../faults/random-case.ts';

const cases = Array.from({ length: 12 }, (_, number) => randomCase(1, number + 1));

test('random cases have every kind of step and trigger', () => {
  const journeys = cases.flatMap(({ project }) => project.journeys.map(({ definition }) => definition));
  expect(new Set(journeys.flatMap(({ steps }) => stepsIn(steps).map(({ kind }) => kind)))).toEqual(
    new Set(Object.keys(stepKinds)),
  );
  expect(new Set(journeys.map(({ enroll }) => enroll.kind))).toEqual(new Set(Object.keys(triggerKinds)));
});

test('a case is the same each time', () => {
  expect(randomCase(7, 3).events).toEqual(randomCase(7, 3).events);
  expect(randomCase(7, 3).events).not.toEqual(randomCase(7, 4).events);
});

test('undisturbed events arrive in order, once, and not before they happen', () => {
  for (const { events } of cases) {
    const arrivals = arrivalsOf(events);
    expect(arrivals.map(({ happening }) => happening)).toEqual(events);
    expect(arrivals.filter(({ at, happening }) => at <= happening.at)).toEqual([]);
  }
});

test('disturbed events overtake others of their burst, come again, and are never lost', () => {
  for (const { events } of cases) {
    const arrivals = arrivalsOf(events, { overtaking: 1, again: 0.2 }, 'seed');
    expect(new Set(arrivals.map(({ happening }) => happening))).toEqual(new Set(events));
    expect(new Set(arrivals.map(({ fault }) => fault?.kind))).toEqual(new Set([undefined, 'overtaking', 'again']));
    expect(arrivals.filter(({ at, happening }) => at <= happening.at)).toEqual([]);
  }
});
