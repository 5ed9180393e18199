import { expect, test } from 'vitest';
import { playCase } from '../test/support/play-case.ts';
import { account, track } from '../test/support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
const accounts = Array.from({ length: 4 }, (_, index) => `account-${index}`);
const signUps = accounts.flatMap(id => [...account(id, known), track(id, 'Account Created', '2026-01-05T12:00:00Z')]);

test('a mail service that takes nothing for more than a day, as its quota is used up, gets every mail then, once', async () => {
  const again = '2026-01-06T18:00:00.000Z';
  const { mails, executions, faults, of } = await playCase(signUps, {
    journeys: ['onboarding'],
    until: '2026-01-07T02:00:00.000Z',
    prepare: cloud => {
      cloud.mailbox.limitTo(0);
      cloud.at(again, () => cloud.mailbox.limitTo(14));
    },
  });

  expect(executions.filter(({ status }) => status === 'FAILED')).toEqual([]);
  expect(faults).toEqual([]);
  expect(mails.map(({ tags }) => tags.step)).toEqual(accounts.map(() => 'welcome'));
  expect(mails.every(({ at }) => at >= Date.parse(again))).toBe(true);
  // A retry every quarter of an hour or sooner goes within a quarter of an hour.
  expect(mails.every(({ at }) => at <= Date.parse(again) + 20 * 60_000)).toBe(true);
  // In the night between it waits for the morning, as whatever does not come at its time.
  for (const id of accounts)
    expect(of(id, 'onboarding').filter(line => line.includes('welcome'))).toEqual([
      expect.stringContaining('held'),
      expect.stringContaining('sent'),
    ]);
});
