import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Load } from '../../engine/account/routing.ts';
import type { CallOf, StepCall } from '../../engine/definition/step-call.ts';
import { type AssignSeen, assignTurn } from '../../engine/steps/assign/turn.ts';
import { decideTurn } from '../../engine/steps/step-turn.ts';
import { drawOwner } from '../../engine/tasks/draw-owner.ts';
import { aPool } from '../support/pools.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, aPolicy, aTouch, now, someProfile } from '../support/touch.ts';

const {
  step: _,
  template: _t,
  class: _c,
  ...frame
} = aTouch({ next: { kind: 'go' }, policy: aPolicy({ taskPool: ['tom'] }) });
const call: CallOf<StepCall, 'assign'> = {
  ...frame,
  next: { kind: 'go' },
  step: { kind: 'assign', id: 'give-an-owner', pool: 'growth', attributes: { touchModel: 'low' } },
};
const team = ['maya', 'tom', 'ines'].map(id => ({ id, email: `${id}@example.com` }));
const pools = [aPool({ members: ['maya', 'ines'], capacity: 5 })];
const idle: Load = new Map();
const seen = (more: Partial<AssignSeen> = {}, attributes = {}): AssignSeen => ({
  snapshot: aSnapshot({ enrollments: [anActiveEnrollment()], profile: someProfile(attributes) }),
  now,
  choice: { team, pools },
  load: idle,
  ...more,
});
const said = (...of: Parameters<typeof seen>) => {
  const decided = decideTurn(assignTurn, call, seen(...of));
  return 'before' in decided ? decided.before?.map(({ name, fields }) => [name, fields]) : decided;
};
const busy = (open: Record<string, number>): Load =>
  new Map(Object.entries(open).map(([id, count]) => [id, { now: count, digest: 0 }]));

describe('an account that is given an owner', () => {
  test('asks who there is, and how much they have to do', () => {
    const { choice: _c, load: _l, ...bare } = seen();
    expect(decideTurn(assignTurn, call, bare)).toEqual({ ask: 'choice' });
    const { load: _, ...uncounted } = seen();
    expect(decideTurn(assignTurn, call, uncounted)).toEqual({ ask: { owners: ['maya', 'ines'] } });
  });

  test('gets the one of the pool who has room, and the attributes of the step', () => {
    expect(said({ load: busy({ maya: 5, ines: 4 }) })).toEqual([
      ['account.updated', { touchModel: 'low', owner: 'ines' }],
    ]);
    expect(said({ load: busy({ maya: 4, ines: 5 }) })).toEqual([
      ['account.updated', { touchModel: 'low', owner: 'maya' }],
    ]);
  });

  test('keeps an owner of the team, and none other', () => {
    expect(said({}, { owner: 'tom' })).toEqual([['account.updated', { touchModel: 'low' }]]);
    expect(said({ load: busy({ maya: 5 }) }, { owner: 'left' })).toMatchObject([
      ['account.updated', { owner: 'ines' }],
    ]);
  });

  test('gets one of the policy’s pool where the pool is gone, and one who is away where all are', () => {
    expect(said({ choice: { team, pools: [] } })).toMatchObject([['account.updated', { owner: 'tom' }]]);
    const away = team.map(each => ({ ...each, away: [{ from: '2026-03-10', to: '2026-03-10' }] }));
    expect(said({ choice: { team: away, pools }, load: busy({ maya: 5 }) })).toMatchObject([
      ['account.updated', { owner: 'ines' }],
    ]);
  });
});

test('accounts are spread by the room that each has, the same way each time, and to the full only where all are', () => {
  const candidates = [
    { id: 'maya', capacity: 30 },
    { id: 'ines', capacity: 10 },
  ];
  const drawn = Array.from({ length: 2_000 }, (_, index) => drawOwner(candidates, idle, `account-${index}`));
  const share = drawn.filter(id => id === 'maya').length / drawn.length;
  expect(share).toBeGreaterThan(0.72);
  expect(share).toBeLessThan(0.78);
  fc.assert(
    fc.property(
      fc.array(fc.record({ capacity: fc.integer({ min: 1, max: 30 }), open: fc.nat(40) }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.string(),
      (members, key) => {
        const all = members.map(({ capacity }, index) => ({ id: `m${index}`, capacity }));
        const load = busy(Object.fromEntries(members.map(({ open }, index) => [`m${index}`, open])));
        const got = drawOwner(all, load, key);
        expect(drawOwner(all, load, key)).toBe(got);
        const { capacity = 0, open = 0 } = members[Number(got?.slice(1))] ?? {};
        if (members.some(each => each.open < each.capacity)) expect(open).toBeLessThan(capacity);
        else for (const each of members) expect(open * each.capacity).toBeLessThanOrEqual(each.open * capacity);
      },
    ),
  );
  expect(drawOwner([], idle, 'x')).toBeUndefined();
});
