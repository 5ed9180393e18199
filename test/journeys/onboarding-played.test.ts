import { playJourney } from 'daymark/testing';
import { expect, it } from 'vitest';
import onboarding from '../../journeys/onboarding.ts';

const account = { timezone: 'Europe/Berlin', touchModel: 'low', plan: 'team', owner: 'maya' };
const signup = { at: '2026-01-05T16:00', event: 'Account Created' };

it('welcomes at once, shows the tour on day 3, and asks for a project on day 7', async () => {
  const play = await playJourney(onboarding, { account, events: [signup] });
  expect(play).toHaveSent('welcome', { on: '2026-01-05T16:00', to: 'ada' });
  expect(play).toHaveSent('core-workflow-tour', { day: 3 });
  expect(play).toHaveSent('first-project', { on: '2026-01-12T09:00' });
  expect(play).toHaveSkipped('usage-milestone', { day: 21, reason: 'condition' });
});

it('asks nobody for a project who has one', async () => {
  const play = await playJourney(onboarding, {
    account,
    events: [signup, { at: '2026-01-08T11:20', event: 'Project Created' }],
  });
  expect(play).not.toHaveSent('first-project');
  expect(play).toHaveSent('power-user-webinar', { day: 14 });
});

it('opens a task on day 30 for whoever uses less than a fifth of it', async () => {
  const play = await playJourney(onboarding, { account, events: [signup] });
  expect(play).toHaveTaken('adoption-check', 'then', { on: '2026-02-04' });
  expect(play).toHaveOpenedTask('low-adoption', { day: 30, severity: 2, owner: 'maya' });
  expect(play).toHaveCompleted('onboarding', { goal: 'missed' });
});

it('sends nothing more to an account that is deleted', async () => {
  const play = await playJourney(onboarding, {
    account,
    events: [signup, { at: '2026-01-09T10:00', event: 'Account Deleted' }],
  });
  expect(play).toHaveExited('onboarding', { by: 'Account Deleted', on: '2026-01-09T10:00' });
  expect(play).not.toHaveSent('first-project');
});
