import { beforeAll, describe, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, track } from '../support/recorded-events.ts';

/** Low-touch accounts on the Team plan, who have launched. */
const customer = (id: string, more: object = {}) => [
  ...account(id, '2025-09-01T08:00:00Z', { plan: 'team', status: 'active', ...more }),
  track(id, 'Integration Connected', '2025-09-02T08:00:00Z'),
];

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...customer('tidy', { timezone: 'Europe/Berlin' }),
      ...customer('used-it'),
      track('used-it', 'Automation Created', '2025-10-16T08:00:00Z'),
      ...customer('digital', { touchModel: 'digital' }),
      ...customer('business', { plan: 'business' }),
      ...customer('red', { health: 'red' }),
    ],
    { journeys: ['automations-launch'], until: '2025-11-15T00:00:00Z' },
  );
});

describe('automations-launch', () => {
  test('tells low-touch accounts on the Team plan, at ten in the morning of their own', () => {
    expect(played.of('tidy', 'automations-launch')).toEqual([
      '2025-10-15T08:00:00Z enrolled in automations-launch by campaign',
      '2025-10-15T08:00:00Z automations-launch: email sent to tidy-ada',
      // Clocks went back in between.
      '2025-10-29T09:00:00Z completed automations-launch, goal missed',
    ]);
    expect(played.of('digital')).toEqual([]);
    expect(played.of('business')).toEqual([]);
  });

  test('counts who took it up', () => {
    expect(played.of('used-it', 'automations-launch').at(-1)).toBe(
      '2025-10-29T10:00:00Z completed automations-launch, goal reached',
    );
  });
});

describe('the segments at the end of a play', () => {
  test('are counted as a funnel of their conditions', () => {
    const lowTouchTeam = played.segments.find(({ segment }) => segment === 'lowTouchTeam');
    expect(lowTouchTeam).toMatchObject({ accounts: 3, of: 5 });
    expect(lowTouchTeam?.funnel.map(({ accounts }) => accounts)).toEqual([4, 3]);
  });
});
