import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import type { Delivery, DeliveryFact } from '../../engine/account/delivery.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { afterMailEvent, isProvenSent, type MailEvent } from '../../engine/sending/mail-event.ts';
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

describe('what a mail event says of a contact', () => {
  const suppressionAfter = (more: Partial<MailEvent>, contact: Contact = somebody('ada')) =>
    afterMailEvent(contact, { ...bounceOn(0), ...more }, { id: 'd1' } as Delivery)?.suppression;
  const own = 'ada@acme.example';
  const optional = ['lifecycle', 'marketing'];
  const all = ['transactional', ...optional];
  const suppressed = (email: string, classes: string[]) =>
    somebody(
      'ada',
      {},
      {
        suppression: { email, reason: 'bounced', at: now, classes: classes as ('lifecycle' | 'marketing')[] },
      },
    );

  it('ends all mail to an address that is dead, and all but the necessary after a complaint', () => {
    const dead = suppressionAfter({ bounce: 'permanent' });
    expect(dead).toMatchObject({ email: own, reason: 'bounced', at: now });
    expect([...(dead?.classes ?? [])].sort()).toEqual(all.toSorted());
    expect(suppressionAfter({ fact: 'complained' })).toEqual({
      email: own,
      reason: 'complained',
      at: now,
      classes: optional,
    });
  });

  it('is about the address that the contact has where it is named, else about the only one that is', () => {
    const addresses = ['old@acme.example', 'Ada@ACME.example'];
    expect(suppressionAfter({ bounce: 'permanent', addresses })?.email).toBe(own);
    expect(suppressionAfter({ bounce: 'permanent', addresses: ['old@acme.example'] })?.email).toBe('old@acme.example');
    expect(
      suppressionAfter({ bounce: 'permanent', addresses: ['old@acme.example', 'b@acme.example'] }),
    ).toBeUndefined();
    expect(suppressionAfter({ bounce: 'permanent', addresses: [] })).toBeUndefined();
  });

  it('is nothing new where as much is known of the address, or more of the one that the contact has', () => {
    expect(suppressionAfter({ fact: 'complained' }, suppressed(own, all))).toBeUndefined();
    expect(suppressionAfter({ bounce: 'permanent' }, suppressed(own, optional))?.classes).toHaveLength(3);
    const old = { bounce: 'permanent', addresses: ['old@acme.example'] } as const;
    expect(suppressionAfter(old, suppressed(own, optional))).toBeUndefined();
    expect(suppressionAfter(old, suppressed('older@acme.example', all))?.email).toBe('old@acme.example');
    expect(suppressionAfter({ bounce: 'permanent' }, suppressed('old@acme.example', all))?.email).toBe(own);
  });

  it('is nothing where it is neither a bounce nor a complaint', () => {
    const { bounce: _, ...delivered } = bounceOn(0);
    expect(
      afterMailEvent(somebody('ada'), { ...delivered, fact: 'delivered' }, { id: 'd1' } as Delivery),
    ).toBeUndefined();
  });

  it('keeps bounces for now for 90 days', () => {
    expect(contactAfter([0, 90]).softBounces).toHaveLength(2);
    expect(contactAfter([0, 91]).softBounces).toEqual([{ delivery: 'd91', at: bounceOn(91).at }]);
  });
});

it('a mail was sent if anything is known of it but that the service could not send it', () => {
  const proven = (...facts: DeliveryFact[]) =>
    isProvenSent({ facts: Object.fromEntries(facts.map(fact => [fact, now])) });
  for (const fact of ['sent', 'delivered', 'bounced', 'opened', 'complained'] as const)
    expect([fact, proven(fact)]).toEqual([fact, true]);
  expect(proven('rejected')).toBe(false);
  expect(proven('renderingFailed')).toBe(false);
  expect(proven('rejected', 'delivered')).toBe(true);
  expect(proven()).toBe(false);
});
