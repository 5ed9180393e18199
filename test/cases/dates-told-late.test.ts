import { beforeAll, describe, expect, test } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { aJourney, on } from '../support/journeys.ts';
import { type PlayedCase, playCase, shippedProject } from '../support/play-case.ts';
import { account, group, seconds, stripe, track } from '../support/recorded-events.ts';
import { anEmail } from '../support/touch.ts';

const begun = '2026-03-02T10:00:00Z';
const end = '2026-03-20T10:00:00Z';
const after = (minutes: number) => `${new Date(Date.parse(begun) + minutes * 60_000).toISOString().slice(0, 19)}Z`;

/** Each of those who may tell when a trial ends. */
const tell = {
  stripe: (id: string, at: string) =>
    stripe(id, 'customer.subscription.created', at, {
      object: 'subscription',
      id: `sub_${id}`,
      status: 'trialing',
      trial_end: seconds(end),
    }),
  group: (id: string, at: string) => group(id, at, { trialEndsAt: end }),
};
const tellers = Object.keys(tell) as (keyof typeof tell)[];
/** Minutes after the product's own word that a trial has begun. */
const told = [-60, -1, 0, 1, 30, 58];

let played: PlayedCase;
beforeAll(async () => {
  const shipped = await shippedProject();
  const definition = aJourney({
    id: 'trial-ends',
    enroll: on('Trial Started'),
    exit: [],
    steps: [anEmail({ id: 'convert', template: 'welcome', at: { kind: 'before', attribute: 'trialEndsAt', days: 3 } })],
  });
  const journeys = [{ file: 'trial-ends.ts', definition, machine: compileJourney(definition, shipped.templates) }];
  played = await playCase(
    [
      ...tellers.flatMap(teller =>
        [...told, 62].flatMap(minutes => {
          const id = `${teller}-${minutes}`;
          return [
            ...account(id, '2026-03-01T10:00:00Z'),
            track(id, 'Trial Started', begun, { properties: { days: 18 } }),
            tell[teller](id, after(minutes)),
          ];
        }),
      ),
      ...account('never', begun),
      track('never', 'Trial Started', begun, { properties: { days: 18 } }),
    ],
    { project: { ...shipped, journeys }, until: '2026-04-01T00:00:00.000Z' },
  );
});

describe('a mail that counts back from a date which is told within the hour', () => {
  test.each(tellers.flatMap(teller => told.map(minutes => `${teller}-${minutes}`)))('goes on its day: %s', id => {
    expect(played.of(id, 'trial-ends').slice(-2)).toEqual([
      `2026-03-17T09:00:00Z convert: email sent to ${id}-ada`,
      '2026-03-17T09:00:00Z completed trial-ends',
    ]);
  });

  test('is skipped once the hour is over, where nobody told the date', () => {
    for (const id of ['never', 'stripe-62', 'group-62'])
      expect(played.of(id, 'trial-ends')).toEqual([
        '2026-03-02T10:00:00Z enrolled in trial-ends by Trial Started',
        `2026-03-02T10:00:01Z convert: email held to ${id}-ada, rescheduled until 2026-03-02T11:00:00Z`,
        `2026-03-02T11:00:00Z convert: email skipped to ${id}-ada, past-date`,
        '2026-03-02T11:00:00Z completed trial-ends',
      ]);
  });
});
