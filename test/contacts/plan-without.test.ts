import { describe, expect, test } from 'vitest';
import { planWithout } from '../../engine/contacts/plan-without.ts';
import { aContact, aPlan, march } from '../conformance/records.ts';
import { now } from '../support/touch.ts';

const zuza = aContact('u-7', {
  attributes: { email: { value: 'Zuza@acme.example', at: march(1) }, name: { value: 'Zuzana Quill', at: march(1) } },
});
const goals = [
  { id: 'launch', title: 'zuzana quill goes live', owner: 'u-7', dueAt: '2026-05-04' },
  {
    id: 'reports',
    title: 'Reports',
    owner: 'bo',
    milestones: [
      { id: 'm', title: 'ask zuza@ACME.example' },
      { id: 'n', title: 'N' },
    ],
  },
];
const erased = [
  { id: 'launch', dueAt: '2026-05-04' },
  { id: 'reports', title: 'Reports', owner: 'bo', milestones: [{ id: 'm' }, { id: 'n', title: 'N' }] },
];

describe('a success plan without an erased person', () => {
  test('has them neither as an owner nor in titles, and all else', () => {
    expect(planWithout(aPlan(march(2), { goals }), zuza, march(3))).toEqual({
      at: march(3),
      message: 'm1~',
      goals: erased,
    });
    expect(planWithout(aPlan(march(4), { goals }), zuza, march(3))).toMatchObject({ at: march(4), message: 'm1~' });
  });

  test('is the same where it does not name them', () => {
    expect(planWithout(undefined, zuza, march(3))).toBeUndefined();
    expect(planWithout(aPlan(march(2), { goals: erased }), zuza, march(3))).toBeUndefined();
    const short = aContact('u', { attributes: {} });
    expect(
      planWithout(aPlan(march(2), { goals: [{ id: 'a', title: 'Launch us', owner: 'bo' }] }), short, now),
    ).toBeUndefined();
    expect(planWithout(aPlan(march(2), { goals: [{ id: 'a', owner: 'u' }] }), short, now)?.goals).toEqual([
      { id: 'a' },
    ]);
  });

  test('loses a title alone, or an owner alone', () => {
    const others = [
      { id: 'a', title: 'For zuza@acme.example', owner: 'bo' },
      { id: 'b', title: 'Reports', owner: 'U-7' },
    ];
    for (const [index, goal] of others.entries())
      expect(planWithout(aPlan(march(2), { goals: [goal] }), zuza, march(3))?.goals).toEqual([
        [
          { id: 'a', owner: 'bo' },
          { id: 'b', title: 'Reports' },
        ][index],
      ]);
  });
});
