import { type JourneyPlay, playJourney } from 'daymark/testing';
import { beforeAll, expect, it } from 'vitest';
import onboarding from '../../journeys/onboarding.ts';
import welcome from '../../packages/create-daymark/starter/empty/journeys/welcome.ts';

const journeys = 'packages/create-daymark/starter/empty/journeys';
const signup = { at: '2026-01-05T16:00', event: 'Account Created' };
let play: JourneyPlay;
beforeAll(async () => {
  play = await playJourney(welcome, {
    account: {
      timezone: 'America/Denver',
      owner: 'sam',
      contacts: { bo: 'admin', cy: { role: 'member', locale: 'de' } },
    },
    events: [signup],
    journeys,
  });
});

it('tells times on the clock of the account, and days from when the journey began', () => {
  expect(play).toHaveEntered('welcome', { on: '2026-01-05T16:00', day: 0, by: 'Account Created' });
  expect(play.lines[0]?.at).toBe('2026-01-05T23:00:00.000Z');
  expect(play).toHaveOpenedTask('first-call', { on: '2026-01-12T09:00', day: 7, owner: 'sam' });
  expect(play).not.toHaveOpenedTask('first-call', { day: 6 });
  expect(play).not.toHaveOpenedTask('first-call', { on: '2026-01-12T16:00' });
});

it('tells whose role a mail is for', () => {
  expect(play).toHaveSent('welcome', { to: 'bo', channel: 'email' });
  expect(play).not.toHaveSent('welcome', { to: 'cy' });
  expect(play.mails.map(({ to }) => to)).toEqual(['bo@acme.example']);
});

it('says what happened instead where it is not as expected', () => {
  expect(() => expect(play).toHaveSent('welcome', { day: 1 })).toThrow(
    /"welcome" is sent \(day 1\): expected to happen[\s\S]*16:00 +welcome mailed to bo/,
  );
  expect(() => expect(play).not.toHaveSent('welcome')).toThrow('"welcome" is sent: expected not to happen');
});

it('takes no name of a step or journey that there is not, not even for what must not happen', () => {
  expect(() => expect(play).not.toHaveSent('welcom')).toThrow('did you mean "welcome"?');
  expect(() => expect(play).not.toHaveEntered('onboarding')).toThrow('name one of: welcome');
});

it('does not play on with an event that the catalog does not have, or that has no time', async () => {
  const played = (event: string, at: string) => playJourney(welcome, { events: [signup, { event, at }], journeys });
  await expect(played('Projekt Created', '2026-01-08')).rejects.toThrow('Projekt Created');
  await expect(played('Project Created', 'Thursday')).rejects.toThrow(`"Thursday" of "Project Created" isn't a time`);
  await expect(playJourney(welcome, { events: [], journeys })).rejects.toThrow('Nothing happens in this play');
});

it('stops when it is told to', async () => {
  const stopped = await playJourney(welcome, { events: [signup], until: '2026-01-10', journeys });
  expect(stopped).not.toHaveOpenedTask('first-call');
  expect(stopped).not.toHaveCompleted('welcome');
});

it('plays a variant that the test made, and lines as they were recorded', async () => {
  const canceled = {
    id: 'evt_1',
    object: 'event',
    type: 'customer.subscription.deleted',
    created: Date.parse('2026-01-07T12:00:00Z') / 1000,
    data: { object: { object: 'subscription', id: 'sub_1', customer: 'cus_1', status: 'canceled' } },
  };
  const variant = { ...onboarding, steps: onboarding.steps.slice(0, 2) };
  const account = { touchModel: 'low', plan: 'team', stripeCustomerId: 'cus_1' };
  const left = await playJourney(variant, { account, events: [signup, canceled] });
  expect(left).toHaveExited('onboarding', { by: 'subscription.canceled', on: '2026-01-07T12:00' });
  expect(left.steps).toEqual(['welcome', 'core-workflow-tour']);
});
