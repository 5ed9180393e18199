import { expect, test } from 'vitest';
import { accountsTogether, eventsOfAccounts } from '../../../engine/playback/crossings/accounts-together.ts';
import { recognizeEvents } from '../../../engine/playback/read-events.ts';
import { textOf } from '../../support/play-case.ts';
import { signup } from '../../support/recorded-events.ts';

const at = '2026-03-02T10:00:00.000Z';
const user = (groupId: string, userId: string, email: string) => ({
  ...{ type: 'identify', messageId: `${groupId}-${userId}`, userId, timestamp: at },
  ...{ context: { groupId }, traits: { email } },
});
const lone = (userId: string) => ({
  type: 'track',
  messageId: `of-${userId}`,
  userId,
  event: 'Exported',
  timestamp: at,
});

const { events } = recognizeEvents(
  textOf([
    ...['acme', 'beta', 'gamma', 'delta'].flatMap(account => signup(account, at)),
    user('acme', 'ada', 'ada@acme.example'),
    user('beta', 'ada', 'ada@beta.example'),
    user('gamma', 'grace', 'ADA@beta.example'),
    user('delta', 'dora', 'dora@delta.example'),
    lone('ada'),
    lone('dora'),
    lone('nobody-knows'),
  ])
    .trim()
    .split('\n'),
  'here',
);

test('accounts that have a user or a mailbox in common are together, through others, too', () => {
  expect(accountsTogether(events, new Set(['acme']))).toEqual(new Set(['acme', 'beta', 'gamma']));
  expect(accountsTogether(events, new Set(['delta']))).toEqual(new Set(['delta']));
});

test('events that name no account are theirs unless they name people of others alone', () => {
  const idsFor = (...accounts: string[]) =>
    eventsOfAccounts(events, new Set(accounts)).flatMap(({ body }) =>
      body.event === 'Exported' ? [body.messageId] : [],
    );
  expect(idsFor('acme')).toEqual(['of-ada', 'of-nobody-knows']);
  expect(idsFor('delta')).toEqual(['of-dora', 'of-nobody-knows']);
});
