import { playJourney } from 'daymark/testing';
import { expect, it } from 'vitest';
import renewal from '../../journeys/renewal.ts';

const customer = {
  timezone: 'America/New_York',
  plan: 'team',
  touchModel: 'low',
  arr: 9_000,
  renewalAt: '2026-09-01',
  owner: 'maya',
  contacts: { ada: 'admin', bob: 'billing', cyd: 'member' },
};
const signIn = { at: '2026-01-05T10:00', event: 'Signed In' };

it('mails what the year brought 90 days ahead, and the invitation 30 days ahead, to who decides', async () => {
  const play = await playJourney(renewal, { account: customer, events: [signIn] });
  expect(play).toHaveEntered('renewal', { on: '2026-06-02' });
  for (const to of ['ada', 'bob']) {
    expect(play).toHaveSent('roi-summary', { on: '2026-06-03T09:00', to });
    expect(play).toHaveSent('renewal-invitation', { on: '2026-08-02T09:00', to });
  }
  expect(play).not.toHaveSent('roi-summary', { to: 'cyd' });
});

it('has an account called 60 days ahead whose health is red: nobody signed in since January', async () => {
  const play = await playJourney(renewal, { account: customer, events: [signIn] });
  expect(play).toHaveOpenedTask('renewal-outreach', { on: '2026-07-03T09:00', severity: 2, owner: 'maya' });
});

it('leaves a high-touch account to its CSM, without a mail', async () => {
  const play = await playJourney(renewal, { account: { ...customer, touchModel: 'high' }, events: [signIn] });
  expect(play).toHaveOpenedTask('prepare-renewal', { on: '2026-06-03T09:00', severity: 3 });
  expect(play.mails.filter(({ account }) => account === play.account)).toEqual([]);
});
