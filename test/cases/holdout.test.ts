import { beforeAll, describe, expect, test } from 'vitest';
import { heldOutBy } from '../../engine/definition/lots.ts';
import { type PlayedCase, playCase, shippedProject } from '../support/play-case.ts';
import { signup, subscriptionCanceled, track } from '../support/recorded-events.ts';

// Onboarding with a holdout of its own and the policy's: who waits where the others wait, and gets nothing.
const march = '2026-03-02T10:00:00Z';
const journey = { id: 'onboarding', holdout: 30 };
let played: PlayedCase;
let names: Record<'journey' | 'policy' | 'none' | 'active' | 'left', string>;

beforeAll(async () => {
  const shipped = await shippedProject();
  const policyOf = { holdout: 20 };
  const whose = (account: string) =>
    heldOutBy(account, { ...journey, policy: { ...(shipped.journeys[0]?.definition.policy ?? fail()), ...policyOf } });
  const found = (by: ReturnType<typeof whose>, skip = 0) =>
    Array.from({ length: 100 }, (_, index) => `co-${index}`).filter(each => whose(each) === by)[skip] ?? fail();
  names = {
    journey: found('journey'),
    policy: found('policy'),
    none: found(undefined),
    active: found('journey', 1),
    left: found('journey', 2),
  };
  // Machines know nothing of holdouts: those that ship will do.
  const journeys = shipped.journeys.map(each => {
    const policy = { ...each.definition.policy, ...policyOf };
    return { ...each, definition: { ...each.definition, holdout: journey.holdout, policy } };
  });
  const used = ['Project Created', 'Task Completed', 'Comment Added', 'Timeline Viewed'];
  played = await playCase(
    [
      ...Object.values(names).flatMap(name => signup(name, march)),
      ...[names.active, names.left].flatMap(name => used.map(event => track(name, event, '2026-03-04T10:00:00Z'))),
      subscriptionCanceled(names.left, '2026-03-20T10:00:00Z'),
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

  test('that leaves early is measured as it leaves', () => {
    expect(linesOf(names.left).at(-1)).toEqual({ type: 'exited', reason: 'subscription.canceled', goal: 'reached' });
  });

  test('is in what the report is made of, with the others', () => {
    const compared = played.facts.map(({ account, compared: own = [] }) => [
      account,
      own.map(({ journey, heldOut, reached }) => ({ journey, heldOut, reached })),
    ]);
    const one = (heldOut: string | undefined, reached: boolean) => [{ journey: 'onboarding', heldOut, reached }];
    expect(Object.fromEntries(compared)).toMatchObject({
      [names.journey]: one('journey', false),
      [names.policy]: one('policy', false),
      [names.active]: one('journey', true),
      [names.left]: one('journey', true),
    });
    expect(Object.fromEntries(compared)[names.none]).toContainEqual(one(undefined, false)[0]);
  });
});
