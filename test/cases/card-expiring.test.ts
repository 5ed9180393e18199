import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, stripe, subscriptionCanceled } from '../support/recorded-events.ts';

/** A card that is good until the end of March 2026. */
const expiring = (id: string, at: string) =>
  stripe(id, 'customer.source.expiring', at, { object: 'card', exp_year: 2026, exp_month: 3 });
const payer = (id: string, people: Record<string, string> = { bob: 'billing' }, traits = {}) =>
  account(id, '2026-01-10T10:00:00Z', traits, people);
const updated = (id: string, at: string) =>
  stripe(id, 'payment_method.attached', at, { object: 'payment_method', id: `pm_${id}`, type: 'card' });

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...payer('early'),
      expiring('early', '2026-02-10T12:00:00Z'),
      ...payer('first-of-month'),
      expiring('first-of-month', '2026-03-01T12:00:00Z'),
      ...payer('mid-month'),
      expiring('mid-month', '2026-03-20T12:00:00Z'),
      ...payer('told-twice'),
      expiring('told-twice', '2026-02-10T12:00:00Z'),
      expiring('told-twice', '2026-03-02T12:00:00Z'),
      ...payer('replaced'),
      expiring('replaced', '2026-02-10T12:00:00Z'),
      updated('replaced', '2026-03-05T10:11:12Z'),
      ...payer('left'),
      expiring('left', '2026-02-10T12:00:00Z'),
      subscriptionCanceled('left', '2026-03-10T10:11:12Z'),
      ...payer('nobody-for-billing', {}),
      expiring('nobody-for-billing', '2026-03-20T12:00:00Z'),
      ...payer('york', { bob: 'billing' }, { timezone: 'America/New_York' }),
      expiring('york', '2026-02-10T12:00:00Z'),
    ],
    { journeys: ['card-expiring'] },
  );
});

test('mails go 30, 14 and 3 days before the card expires, to those who pay', () => {
  expect(played.of('early')).toEqual([
    '2026-02-10T12:00:00Z enrolled in card-expiring by payment_method.expiring',
    '2026-03-01T09:00:00Z card-expiring-30: email sent to early-bob',
    '2026-03-17T09:00:00Z card-expiring-14: email sent to early-bob',
    '2026-03-28T09:00:00Z card-expiring-3: email sent to early-bob',
    '2026-03-28T09:00:00Z completed card-expiring',
  ]);
  expect(played.of('nobody-for-billing').at(-2)).toBe(
    '2026-03-28T09:00:00Z card-expiring-3: email sent to nobody-for-billing-ada',
  );
});

test('days are days where the account is, over a clock change', () => {
  expect(played.mailsTo('york-bob').map(line => line.slice(0, 20))).toEqual([
    '2026-03-01T14:00:00Z',
    '2026-03-17T13:00:00Z',
    '2026-03-28T13:00:00Z',
  ]);
});

test('the first is made up for when the processor tells late on its day; told in mid-month, only the last is left', () => {
  expect(played.mailsTo('first-of-month-bob').map(line => line.slice(0, 37))).toEqual([
    '2026-03-01T12:00:01Z card-expiring-30',
    '2026-03-17T09:00:00Z card-expiring-14',
    '2026-03-28T09:00:00Z card-expiring-3 ',
  ]);
  expect(played.of('mid-month')).toEqual([
    '2026-03-20T12:00:00Z enrolled in card-expiring by payment_method.expiring',
    '2026-03-20T12:00:01Z card-expiring-30: email skipped to mid-month-bob, past-date',
    '2026-03-20T12:00:02Z card-expiring-14: email skipped to mid-month-bob, past-date',
    '2026-03-28T09:00:00Z card-expiring-3: email sent to mid-month-bob',
    '2026-03-28T09:00:00Z completed card-expiring',
  ]);
});

test('the same card is announced once, however often the processor tells of it', () => {
  expect(played.mailsTo('told-twice-bob')).toHaveLength(3);
});

test('a new card or the end of the contract ends it at once', () => {
  expect(played.of('replaced').slice(1)).toEqual([
    '2026-03-01T09:00:00Z card-expiring-30: email sent to replaced-bob',
    '2026-03-05T10:11:12Z exited card-expiring: payment_method.updated',
  ]);
  expect(played.of('left').at(-1)).toBe('2026-03-10T10:11:12Z exited card-expiring: subscription.canceled');
});
