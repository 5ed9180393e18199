import { playJourney } from 'daymark/testing';
import { expect, it } from 'vitest';
import freeActivation from '../../journeys/free-activation.ts';

const account = { timezone: 'Asia/Tokyo', plan: 'free', contacts: { ada: 'admin', bo: 'member' } };
const signup = { at: '2026-03-02T10:00', event: 'Account Created' };

it('shows a free account its first steps in the product, and mails nothing', async () => {
  const play = await playJourney(freeActivation, { account, events: [signup] });
  expect(play).toHaveSent('free-start', { on: '2026-03-02T10:00', channel: 'inApp' });
  expect(play).toHaveSent('free-invite', { on: '2026-03-05T09:00' });
  expect(play).toHaveSent('free-template', { day: 7 });
  expect(play).toHaveSent('free-community', { day: 14 });
  expect(play).toHaveSkipped('free-plans', { day: 30, reason: 'condition' });
  expect(play.mails).toEqual([]);
});

it('asks nobody to invite others who already did, and offers a plan to who uses three features', async () => {
  const used = (event: string, by: string) => ({ at: '2026-03-03T11:00', event, by });
  const play = await playJourney(freeActivation, {
    account,
    events: [
      signup,
      used('Signed In', 'ada'),
      used('Signed In', 'bo'),
      used('Project Created', 'ada'),
      used('Task Completed', 'bo'),
      used('Comment Added', 'bo'),
    ],
  });
  expect(play).not.toHaveSent('free-invite');
  expect(play).not.toHaveSent('free-template');
  expect(play).toHaveSent('free-plans', { day: 30, to: 'admin' });
});
