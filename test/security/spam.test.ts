import { expect, test } from 'vitest';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { playCase } from '../support/play-case.ts';
import { account, identify, track } from '../support/recorded-events.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aPolicy, aTouch, somebody, someProfile } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';

const store = testStore();

test('an account that invites fifty strangers mails no more of them than its cap allows', async () => {
  const account = 'cannon';
  const world = touchWorld(store, account);
  const strangers = Array.from({ length: 50 }, (_, index) => somebody(`victim-${index}`));
  await world.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
    ...strangers.map(contact => ({ kind: 'contact', contact }) as const),
  ]);
  const cap = { classes: ['lifecycle'], atMost: 10, withinDays: 1, onCapped: 'skip', per: 'account' } as const;
  const touch = aTouch({ account, policy: aPolicy({ frequencyCaps: [cap] }) });

  await deliverTouch(touch, world.ports);

  expect(world.mails).toHaveLength(10);
  const skipped = (await world.timeline()).filter(({ entry }) => 'reason' in entry && entry.reason === 'capped');
  expect(skipped).toHaveLength(40);
});

test('a stranger with whose address somebody signs up gets nothing, and who proves it theirs gets it then', async () => {
  const at = '2026-01-05T10:00:00Z';
  const signsUp = (id: string, emailVerified: boolean) => [
    ...account(id, at),
    identify(id, `${id}-ada`, '2026-01-05T10:30:00Z', { emailVerified }),
    track(id, 'Account Created', '2026-01-05T11:00:00Z'),
  ];
  const played = await playCase(
    [
      ...signsUp('honest', false),
      identify('honest', 'honest-ada', '2026-01-05T11:20:00Z', { emailVerified: true }),
      ...signsUp('cannon', false),
      ...signsUp('known', true),
    ],
    { until: '2026-01-20T00:00:00Z', journeys: ['onboarding'] },
  );

  const welcome = (id: string) => played.planOf(id).filter(line => line.includes('welcome'));
  expect(welcome('known')).toEqual(['2026-01-05T11:00:00Z welcome: email sent to known-ada']);
  expect(welcome('honest')).toEqual([
    '2026-01-05T11:00:00Z welcome: email held to honest-ada, unverified until 2026-01-12T11:00:00Z',
    '2026-01-05T11:20:01Z welcome: email sent to honest-ada',
  ]);
  expect(welcome('cannon')).toEqual([
    '2026-01-05T11:00:00Z welcome: email held to cannon-ada, unverified until 2026-01-12T11:00:00Z',
    '2026-01-12T11:00:00Z welcome: email skipped to cannon-ada, unverified',
  ]);
  expect(played.mails.filter(({ to }) => to.startsWith('cannon'))).toEqual([]);
}, 60_000);
