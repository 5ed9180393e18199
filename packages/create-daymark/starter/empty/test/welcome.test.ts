import { playJourney } from 'daymark/testing';
import { expect, it } from 'vitest';
import welcome from '../journeys/welcome.ts';

const account = { timezone: 'Europe/Berlin', owner: 'sam' };
const signup = { at: '2026-01-05T16:00', event: 'Account Created' };

it('welcomes at once, and has somebody call whoever has no project after a week', async () => {
  const play = await playJourney(welcome, { account, events: [signup] });
  expect(play).toHaveSent('welcome', { on: '2026-01-05T16:00' });
  expect(play).toHaveOpenedTask('first-call', { day: 7, owner: 'sam' });
});

it('calls nobody who has a project', async () => {
  const project = { at: '2026-01-08T11:20', event: 'Project Created' };
  const play = await playJourney(welcome, { account, events: [signup, project] });
  expect(play).not.toHaveOpenedTask('first-call');
});
