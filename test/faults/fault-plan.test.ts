import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededFaults } from '../../faults/fault-plan.ts';
import type { Invocation } from '../../faults/processes.ts';

const all = { requests: 1, outages: 0, answers: 0, overtaking: 0, again: 0, silence: 0 };
const arriving = { caller: 'notify-task', service: 'tasks', operation: 'tasks.find', input: {} };
const now = '2026-03-02T08:00:00.000Z';

/** Another process each time. */
const invocationOf = (messages: readonly string[]): Invocation => ({
  function: 'notify-task',
  event: { Records: messages.map(messageId => ({ messageId })) },
  account: 'acme-001',
  die: () => undefined,
  isDead: () => false,
});

test('no message is disturbed in more than three tries, whatever other messages of its account succeed in between', () => {
  const tries = fc.array(fc.tuple(fc.subarray(['a', 'b', 'c'], { minLength: 1 }), fc.boolean()), { maxLength: 40 });
  fc.assert(
    fc.property(fc.string(), tries, (seed, batches) => {
      const plan = seededFaults(seed, all);
      const disturbed = new Map<string, number>();
      for (const [messages, succeeds] of batches) {
        const invocation = invocationOf(messages);
        const fault = plan.request({ arriving, invocation, account: 'acme-001', triesAgain: false, now });
        if (succeeds) plan.answer(invocation, 'acme-001');
        for (const message of messages) {
          const count = (disturbed.get(message) ?? 0) + (fault ? 1 : 0);
          expect(count).toBeLessThanOrEqual(3);
          if (succeeds) disturbed.delete(message);
          else disturbed.set(message, count);
        }
      }
    }),
  );
});

test('from its fourth try on a message meets what its client overcomes, and nothing else', () => {
  const plan = seededFaults('any', all);
  const kinds = Array.from({ length: 200 }, () => {
    const invocation = invocationOf(['a']);
    return plan.request({ arriving, invocation, account: 'acme-001', triesAgain: true, now })?.kind ?? '';
  });
  expect(new Set(kinds.slice(3))).toEqual(new Set(['lost-request', 'failed-before', 'throttled', 'late']));
});

test('a call by the clock is lost twice at most: the third is made three minutes later, and the next one hours', () => {
  const plan = seededFaults('any', all);
  const event = { 'detail-type': 'Scheduled Event' };
  const faults = Array.from({ length: 3 }, () => {
    const invocation = { ...invocationOf([]), event };
    return plan.request({ arriving, invocation, account: '', triesAgain: false, now });
  });
  expect(faults.map(fault => fault === undefined)).toEqual([false, false, true]);
});
