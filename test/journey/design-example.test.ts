import { expect, test } from 'vitest';
import { businessDays, days } from '#engine';
import {
  admins,
  adoption,
  branch,
  count,
  day,
  email,
  escalate,
  everyone,
  journey,
  on,
  prompt,
  touchModel,
  used,
} from '../../journeys/catalog.ts';

/** The journey by which the design shows what authoring reads like. It must stay valid word for word. */
// biome-ignore format: as in the design
const example = journey('onboarding', {
  enroll: on('Account Created'),
  audience: touchModel.in('low', 'digital'),
  reenroll: 'never',
  exit: [on('Account Deleted'), on('subscription.canceled')],
  goal: adoption().atLeast(0.5),
  steps: [
    day(0, email('welcome', { to: admins })),
    day(3, prompt('core-workflow-tour', { to: everyone, expires: days(7) })),
    day(7, email('first-project', { to: admins }), { unless: used('projects') }),
    day(21, email('usage-milestone', { to: admins }), { when: count('Task Completed').atLeast(10) }),
    day(30, branch('adoption-check', {
      when: adoption().below(0.2),
      then: [escalate('low-adoption', { severity: 2, sla: businessDays(2), play: 're-onboarding call' })],
      otherwise: [],
    })),
  ],
});

test('the example of the design is a journey', () => {
  expect(example.steps.map(({ id, at }) => [id, at])).toEqual([
    ['welcome', { kind: 'day', day: 0 }],
    ['core-workflow-tour', { kind: 'day', day: 3 }],
    ['first-project', { kind: 'day', day: 7 }],
    ['usage-milestone', { kind: 'day', day: 21 }],
    ['adoption-check', { kind: 'day', day: 30 }],
  ]);
});
