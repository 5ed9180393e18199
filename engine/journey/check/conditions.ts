import { leavesOf, windowDays, windowStep } from '../../definition/condition.ts';
import { constantOf } from './constant-condition.ts';
import { journeyRule } from './rule.ts';

export const conditions = journeyRule(
  {
    'constant-condition': {
      severity: 'error',
      title: 'Condition that always has the same result',
      why: 'It decides nothing: the step happens always, or never.',
      fix: 'Correct the value it compares with, or remove the condition.',
    },
    'since-later-step': {
      severity: 'error',
      title: 'Window since a step that has not happened yet',
      why: 'The window begins when that step was done; on this path it is not done before the condition is looked at.',
      fix: 'Name a step that comes before on every path, or use another window.',
    },
    'endless-window': {
      severity: 'error',
      title: 'Signal that counts usage of all time',
      why: 'No enrollment has begun when a signal is looked at, so every look would read all usage that the account ever had.',
      fix: 'Give what it counts a window: within(days(30)).',
    },
  },
  function* ({ journey, places, conditions, values }) {
    for (const { at, condition } of conditions.filter(each => each.at.startsWith('enroll '))) {
      if (!leavesOf(condition).some(leaf => 'window' in leaf && windowDays(leaf.window) === undefined)) continue;
      yield {
        code: 'endless-window',
        message: `"${at}" of journey "${journey.id}" counts usage of all time whenever an account is looked at. Write a window, such as within(days(30)).`,
      };
    }
    for (const { step, at, condition } of conditions) {
      const constant = constantOf(condition);
      if (constant === undefined || at.startsWith('case ')) continue;
      yield {
        code: 'constant-condition',
        step,
        message: `The condition "${at}" of ${step ? `step "${step}"` : `journey "${journey.id}"`} ${constant ? 'always' : 'never'} holds. Correct the value it compares with, or remove it.`,
      };
    }
    const placeOf = new Map(places.map(place => [place.step.id, place]));
    const windows = [
      ...conditions.flatMap(({ condition, ...where }) => leavesOf(condition).map(leaf => ({ ...where, leaf }))),
      ...values.map(({ value, ...where }) => ({ ...where, leaf: value })),
    ];
    for (const { step, at, leaf } of windows) {
      const since = 'window' in leaf ? windowStep(leaf.window) : undefined;
      if (since === undefined) continue;
      const isDone = step ? placeOf.get(step)?.precededBy.has(since) : at === 'goal' && placeOf.has(since);
      if (isDone) continue;
      const remedy = placeOf.has(since)
        ? 'Name a step that comes before it.'
        : 'No such step: name one that comes before it.';
      yield {
        code: 'since-later-step',
        step,
        message: `"${at}" of ${step ? `step "${step}"` : `journey "${journey.id}"`} counts since step "${since}", which is not done by then. ${remedy}`,
      };
    }
  },
);
