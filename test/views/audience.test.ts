import { describe, expect, it } from 'vitest';
import { usageOf } from '../../engine/account/usage.ts';
import { audienceFunnel, heldIn } from '../../engine/counts/audience-funnel.ts';
import { audiencesOf } from '../../engine/counts/audiences.ts';
import { listedAccount } from '../../engine/counts/listed-account.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import { someProfile } from '../support/touch.ts';

const at = '2026-03-09T09:00:00.000Z';
const low: Condition = { kind: 'attribute', name: 'touchModel', comparison: 'is', value: 'low' };
const team: Condition = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' };
const journey = { id: 'launch', audience: { kind: 'all', of: [low, team] } as Condition };

const row = (attributes: Record<string, string>, audiences = audiencesOf([journey])) => {
  const profile = someProfile(attributes);
  const snapshot = { account: profile.account, profile, contacts: [], enrollments: [], tasks: [], usage: usageOf([]) };
  const listed = listedAccount(snapshot, [], { features: {}, audiences }, at);
  if (listed === undefined) throw new Error('it is known');
  return listed;
};

describe('who would enter a journey', () => {
  it('is told condition by condition, each of those that pass the ones before it', () => {
    const rows = [
      row({ touchModel: 'low', plan: 'team' }),
      { ...row({ touchModel: 'low', plan: 'team' }), journeys: ['launch'] },
      row({ touchModel: 'low', plan: 'free' }),
      row({ touchModel: 'high', plan: 'team' }),
      row({ touchModel: 'low', plan: 'team', status: 'deleted' }),
    ];
    expect(audienceFunnel(journey, rows)).toEqual({
      ...{ of: 4, free: 1, unknown: 0 },
      parts: [
        { condition: low, accounts: 3 },
        { condition: team, accounts: 2 },
      ],
    });
  });

  it('is not known of accounts that were seen with another audience', () => {
    const before = row({ touchModel: 'low' }, audiencesOf([{ audience: low }]));
    expect(heldIn(before, low)).toBe(1);
    expect(audienceFunnel(journey, [before])).toMatchObject({ of: 1, free: 0, unknown: 1 });
  });
});
