import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import type { Delivery } from '../../engine/account/delivery.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { afterMailEvent, type MailEvent } from '../../engine/sending/mail-event.ts';
import { now, somebody } from '../support/touch.ts';

const bounceOn = (day: number): MailEvent => ({
  account: 'acme',
  delivery: `d${day}`,
  fact: 'bounced',
  bounce: 'transient',
  at: plusSeconds(now, day * 86_400),
  addresses: ['ada@acme.example'],
});

const contactAfter = (days: readonly number[]): Contact =>
  days.reduce(
    (contact, day) => afterMailEvent(contact, bounceOn(day), { id: `d${day}` } as Delivery) ?? contact,
    somebody('ada'),
  );

describe('bounces for now', () => {
  it('degrade the address when three come within any 30 days, in whatever order they are reported', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.integer({ min: 0, max: 80 }), { maxLength: 6 })
          .chain(days =>
            fc.tuple(
              fc.constant(days),
              fc.shuffledSubarray(days, { minLength: days.length }),
              fc.array(fc.constantFrom(...days, 0), { maxLength: days.length }),
            ),
          ),
        ([days, shuffled, again]) => {
          const sorted = [...days].sort((a, b) => a - b);
          const often = sorted.some((day, index) => (sorted[index + 2] ?? Number.POSITIVE_INFINITY) - day <= 30);
          const told = [...shuffled, ...again.filter(day => days.includes(day))];
          expect(contactAfter(told).suppression?.reason).toBe(often ? 'degraded' : undefined);
        },
      ),
    );
  });

  it('31 days apart do not', () => {
    expect(contactAfter([0, 15, 31]).suppression).toBeUndefined();
    expect(contactAfter([0, 15, 30]).suppression).toBeDefined();
  });
});
