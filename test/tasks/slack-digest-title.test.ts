import { expect, test } from 'vitest';
import { slackDigestOf } from '../../engine/tasks/slack-digest.ts';
import { aTask } from '../support/tasks.ts';

test('a digest in Slack is headed by how many tasks there are, and what is at stake', () => {
  const digest = { breached: [aTask({ id: '1' })], ranked: [aTask({ id: '2' })], muting: [], withLead: [], more: 3 };
  expect(slackDigestOf({ ...digest, atStake: 62_500 } as never)).toMatchObject({
    title: 'Your Monday: 5 tasks, $62,500 a year at stake',
    tasks: [{ id: '1' }, { id: '2' }],
    more: 3,
  });
});
