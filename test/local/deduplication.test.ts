import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDeduplication, type TakenMessage } from '../../engine/local/deduplication.ts';

const fiveMinutes = 300_000;

const sends = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    later: fc.oneof(fc.nat(fiveMinutes), fc.constantFrom(0, fiveMinutes - 1, fiveMinutes, fiveMinutes + 1)),
  }),
  { maxLength: 40 },
);

it('answers again what it took less than five minutes ago, and remembers nothing else', () => {
  fc.assert(
    fc.property(sends, steps => {
      const deduplication = createDeduplication();
      const all: { key: string; at: number; taken: TakenMessage }[] = [];
      let now = 0;
      for (const [index, { key, later }] of steps.entries()) {
        now += later;
        const within = all.filter(({ at }) => now - at < fiveMinutes);
        const found = deduplication.find(key, now);
        expect(found?.messageId).toBe(within.find(each => each.key === key)?.taken.messageId);
        expect(deduplication.size()).toBe(within.length);
        if (found) continue;
        const taken = { messageId: `message-${index}`, sequenceNumber: String(index) };
        deduplication.take(key, taken, now);
        all.push({ key, at: now, taken });
      }
    }),
  );
});

it('does not grow over a year of messages', () => {
  const deduplication = createDeduplication();
  for (let minute = 0; minute < 365 * 24 * 60; minute += 1)
    deduplication.take(`event-${minute}`, { messageId: 'm', sequenceNumber: '1' }, minute * 60_000);
  expect(deduplication.size()).toBe(5);
});
