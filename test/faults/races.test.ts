import { expect, test } from 'vitest';
import type { Ending, Line } from '../../faults/ending.ts';
import { violationsInAnyOrder } from '../../faults/in-any-order.ts';
import { watchRaces } from '../../faults/races.ts';

const minute = 60_000;

/** What an account met, in minutes: a wait that ends, a sender's event, a call by the clock, an event of a step. */
const isRaced = (
  ...met: readonly (readonly [minutes: number, what: 'wait' | 'event' | 'clock' | 'step' | 'judgment'])[]
) => {
  const races = watchRaces();
  const ended = (name: string, event: unknown, at: number) =>
    races.ended({ function: name, event, account: 'acme', die: () => undefined, isDead: () => false }, 'acme', at);
  ended('take-step', { enrollment: 'onboarding-1' }, 0);
  for (const [minutes, what] of met) {
    const body = {
      event: { name: 'Project Created', source: 'segment' },
      clock: { name: 'daymark.evaluate', source: 'daymark' },
      step: { name: 'account.updated', source: 'daymark' },
      wait: undefined,
      judgment: undefined,
    }[what];
    if (body) ended('route-events', { Records: [{ body: JSON.stringify(body) }] }, minutes * minute);
    else {
      const step = { kind: 'email', ...(what === 'judgment' && { unless: {} }) };
      ended('take-step', { enrollment: 'onboarding-1', step }, minutes * minute);
    }
  }
  return races.raced().has('acme');
};

test('a wait that ends less than an hour from an event or a call by the clock is raced for, and what an event ends is not', () => {
  expect(isRaced([300, 'wait'], [359, 'event'])).toBe(true);
  expect(isRaced([300, 'event'], [359, 'wait'])).toBe(true);
  expect(isRaced([300, 'wait'], [330, 'clock'])).toBe(true);
  expect(isRaced([300, 'clock'], [300, 'wait'])).toBe(true);

  expect(isRaced([300, 'event'], [300, 'wait'])).toBe(false);
  expect(isRaced([300, 'wait'], [360, 'event'])).toBe(false);
  expect(isRaced([300, 'clock'], [360, 'wait'])).toBe(false);
  expect(isRaced([300, 'event'], [330, 'clock'])).toBe(false);
  expect(isRaced([300, 'wait'], [310, 'step'])).toBe(false);
  expect(isRaced([1, 'wait'], [2, 'event'])).toBe(false);
});

test('a condition that is judged less than a minute before an event is raced for, and no other step is', () => {
  expect(isRaced([0.1, 'judgment'], [0.2, 'event'])).toBe(true);
  expect(isRaced([0.1, 'wait'], [0.2, 'event'])).toBe(false);
  expect(isRaced([0.2, 'event'], [0.2, 'judgment'])).toBe(false);
  expect(isRaced([0.1, 'judgment'], [0.2, 'clock'])).toBe(false);
});

const line = (more: Line): Line => ({ journey: 'onboarding', enrollment: '#1', ...more });
const touch = (outcome: string) => line({ type: 'touch', step: 'welcome', channel: 'email', outcome, to: 'acme-ada' });
const mail = 'mail welcome acme-ada@customer.example #1';
const clean: Ending = {
  lines: [line({ type: 'enrolled' }), touch('sent')],
  ...{ nights: [], sent: [], told: [], alarms: [] },
  mails: [mail],
  executions: ['onboarding SUCCEEDED'],
  state: { usage: ['usage Project Created acme-ada', 'usage payment.failed '] },
};

test('in any order mails go as their timeline tells, events are there, and each enrollment ends', () => {
  const found = (changes: Partial<Ending>, isOpen = false) =>
    violationsInAnyOrder(clean, { ...clean, ...changes }, () => isOpen).length;
  expect(found({})).toBe(0);
  expect(found({ lines: [], mails: [], executions: [], state: { usage: ['usage Project Created acme-ada'] } })).toBe(0);

  expect(found({ mails: [] })).toBe(1);
  expect(found({ mails: [mail, mail] })).toBe(1);
  expect(found({ lines: [line({ type: 'enrolled' })] })).toBe(1);
  expect(found({ executions: ['onboarding RUNNING'] })).toBe(1);
  expect(found({ executions: [] })).toBe(1);
  expect(found({ state: { usage: [] } })).toBe(1);

  const lines = [line({ type: 'enrolled' }), touch('unknown')];
  expect(found({ lines })).toBe(1);
  expect([found({ lines }, true), found({ lines, mails: [] }, true)]).toEqual([0, 0]);
  expect(found({ lines, mails: [mail, mail] }, true)).toBe(1);
});
