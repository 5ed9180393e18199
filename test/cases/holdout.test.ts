import { beforeAll, describe, expect, test } from 'vitest';
import { heldOutBy } from '../../engine/definition/held-out-by.ts';
import { type PlayedCase, playCase, shippedProject } from '../support/play-case.ts';
import { signup, track } from '../support/recorded-events.ts';

// Onboarding with a holdout of its own and the policy's: who waits where the others wait, and gets nothing.
const march = '2026-03-02T10:00:00Z';
const journey = { id: 'onboarding', holdout: 30 };
let played: PlayedCase;
let names: Record<'journey' | 'policy' | 'none' | 'active', string>;

beforeAll(async () => {
  const shipped = await shippedProject();
  const policyOf = { holdout: 20 };
  const whose = (account: string) =>
    heldOutBy(account, { ...journey, policy: { ...(shipped.journeys[0]?.definition.policy ?? fail()), ...policyOf } });
  const found = (by: ReturnType<typeof whose>, skip = 0) =>
    Array.from({ length: 100 }, (_, index) => `co-${index}`).filter(each => whose(each) === by)[skip] ?? fail();
  names = { journey: found('journey'), policy: found('policy'), none: found(undefined), active: found('journey', 1) };
  // Machines know nothing of holdouts: those that ship will do.
  const journeys = shipped.journeys.map(each => {
    const policy = { ...each.definition.policy, ...policyOf };
    return { ...each, definition: { ...each.definition, holdout: journey.holdout, policy } };
  });
  const used = ['Project Created', 'Task Completed', 'Comment Added', 'Timeline Viewed'];
  played = await playCase(
    [
      ...Object.values(names).flatMap(name => signup(name, march)),
      ...used.map(event => track(names.active, event, '2026-03-04T10:00:00Z')),
    ],
    { project: { ...shipped, journeys }, journeys: ['onboarding', 'adoption'], until: '2026-06-01T00:00:00.000Z' },
  );
});

const fail = (): never => {
  throw new Error('not found');
};
const linesOf = (account: string) => played.lines.filter(line => line.account === account).map(({ entry }) => entry);
const kindsOf = (account: string) => new Set(linesOf(account).map(({ type }) => type));

describe('an account that is held out', () => {
  test('says whose holdout it is in, where it is enrolled', () => {
    expect(linesOf(names.journey)[0]).toEqual({ type: 'enrolled', trigger: 'Account Created', holdout: 'journey' });
    expect(linesOf(names.policy)[0]).toEqual({ type: 'enrolled', trigger: 'Account Created', holdout: 'policy' });
    expect(linesOf(names.none)[0]).toEqual({ type: 'enrolled', trigger: 'Account Created' });
  });

  test('gets no touch and no task, and enters no further journey', () => {
    expect(played.mailsTo(`${names.none}-ada`).length).toBeGreaterThan(2);
    expect(linesOf(names.none).some(({ type }) => type === 'task')).toBe(true);
    for (const account of [names.journey, names.policy, names.active]) {
      expect(played.mailsTo(`${account}-ada`)).toEqual([]);
      expect([...kindsOf(account)].filter(type => type === 'task')).toEqual([]);
      expect(new Set(played.lines.filter(line => line.account === account).map(each => each.journey))).toEqual(
        new Set(['onboarding']),
      );
    }
  });

  test('has a reason for each touch that it did not get, on the day on which it would have', () => {
    const touches = (account: string) =>
      played
        .of(account, 'onboarding')
        .filter(line => line.includes('email') || line.includes('inApp'))
        .map(line => line.split(' ').slice(0, 3).join(' ').slice(0, 10));
    expect(touches(names.journey)).toEqual(touches(names.none));
    expect(played.of(names.active, 'onboarding')).toContain(
      `2026-03-09T09:00:00Z first-project: email skipped to ${names.active}-ada, condition`,
    );
    expect(played.of(names.journey, 'onboarding')).toContain(
      `2026-03-09T09:00:00Z first-project: email skipped to ${names.journey}-ada, holdout`,
    );
  });

  test('has its goal measured when that of the others is', () => {
    const end = (account: string) => played.of(account, 'onboarding').find(line => line.includes('completed'));
    expect(end(names.journey)).toMatch(/goal missed$/);
    expect(end(names.active)).toMatch(/goal reached$/);
    expect(end(names.journey)?.slice(0, 16)).toBe(end(names.none)?.slice(0, 16));
  });
});
