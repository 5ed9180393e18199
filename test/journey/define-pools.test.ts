import { expect, test } from 'vitest';
import { definePools, defineTeam } from '#engine';
import { smallCatalog } from './small-catalog.ts';

const { attribute } = smallCatalog;
const team = defineTeam({ maya: { email: 'maya@example.com', capacity: 10 }, tom: { email: 'tom@example.com' } });

test('pools say what they take, in the order in which they are asked', () => {
  const { pools, pool } = definePools(team, {
    onboarding: { for: { type: 'onboarding' }, members: ['maya', 'tom'], capacity: 25 },
    growth: { for: attribute('arr').above(10_000), members: ['tom'], capacity: 10 },
    renewals: {
      for: { type: ['renewal', 'expansion'], reason: 'call', when: attribute('arr').above(5_000) },
      members: ['maya'],
      capacity: 1,
    },
    sales: { members: ['tom'], capacity: 5 },
  });
  expect(pools).toMatchObject([
    { id: 'onboarding', for: { types: ['onboarding'] }, members: ['maya', 'tom'], capacity: 25 },
    { id: 'growth', for: { when: { kind: 'attribute', name: 'arr' } } },
    { id: 'renewals', for: { types: ['renewal', 'expansion'], reasons: ['call'], when: { kind: 'attribute' } } },
    { id: 'sales' },
  ]);
  expect(pools[3]).not.toHaveProperty('for');
  expect(pool('growth')).toBe('growth');
  // @ts-expect-error there is no such pool
  expect(() => pool('grwoth')).toThrow('pool: unknown pool "grwoth". Did you mean "growth"?');
});

test('all that is wrong with pools is told at once, with what to write instead', () => {
  const wrong = () =>
    definePools(team, {
      onboarding: { for: { type: 'onbording' as 'onboarding' }, members: ['maia'], capacity: 0 },
      'no name': { members: ['tom'], capacity: 1 },
      empty: { members: [], capacity: 1.5 },
    });
  for (const problem of [
    'pools.onboarding.for: no scope. Write a condition, or { type, reason, when }',
    'pools.onboarding.members: "maia" is not in the team. Did you mean "maya"?',
    'pools.onboarding.capacity: no capacity. Write how many',
    'pools.no name: no name',
    'pools.empty.members: has no members',
    'pools.empty.capacity: no capacity. Write a whole number.',
  ])
    expect(wrong).toThrow(problem);
  expect(() => defineTeam({ maya: { email: 'maya@example.com', capacity: 0 } })).toThrow(
    'team.maya.capacity: no capacity',
  );
});
