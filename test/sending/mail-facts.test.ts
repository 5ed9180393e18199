import { describe, expect, test } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import type { MailEvent } from '../../engine/sending/mail-event.ts';
import { factOfMail } from '../../engine/sending/mail-facts.ts';
import { aDelivery } from '../support/delivery.ts';
import { now, somebody } from '../support/touch.ts';

const ada = somebody('ada', { role: 'billing' });
const event = (more: Partial<MailEvent>): MailEvent => ({
  account: 'acme',
  delivery: 'd1',
  fact: 'bounced',
  at: now,
  addresses: ['ada@acme.example'],
  ...more,
});
const told = (more: Partial<MailEvent>, contact: Contact | undefined = ada, delivery = aDelivery()) =>
  factOfMail(event(more), delivery, contact, plusSeconds(now, 5));

describe('a journey is told', () => {
  test('of an address that is dead, by ids and the role alone', () => {
    expect(told({ bounce: 'permanent' })).toEqual({
      id: 'ses:d1:contact.bounced',
      source: 'ses',
      account: 'acme',
      user: 'ada',
      name: 'contact.bounced',
      occurredAt: now,
      receivedAt: '2026-03-10T09:00:05.000Z',
      fields: { role: 'billing' },
    });
    expect(told({ bounce: 'transient' })).toBeUndefined();
    expect(told({})).toBeUndefined();
  });

  test('of a complaint, and of a contact without a role as of a member', () => {
    expect(told({ fact: 'complained' })).toMatchObject({ name: 'contact.complained', fields: { role: 'billing' } });
    const { role: _, ...attributes } = ada.attributes;
    expect(told({ fact: 'complained' }, { ...ada, attributes })?.fields).toEqual({ role: 'member' });
  });

  test('nothing of an address that is no longer the contact’s, or of a contact that is gone', () => {
    expect(told({ bounce: 'permanent', addresses: ['old@acme.example'] })).toBeUndefined();
    expect(told({ bounce: 'permanent', addresses: ['old@acme.example', 'ADA@acme.example'] })).toBeDefined();
    expect(factOfMail(event({ bounce: 'permanent' }), aDelivery(), undefined, now)).toBeUndefined();
  });

  test('nothing of what only the ledger keeps', () => {
    expect(told({ fact: 'delivered' })).toBeUndefined();
  });
});

describe('a click', () => {
  const clicked = (seconds: number, facts: Record<string, number> = {}, claimed = 0) =>
    told(
      { fact: 'clicked', at: plusSeconds(now, seconds) },
      undefined,
      aDelivery({
        claimedAt: plusSeconds(now, claimed),
        facts: Object.fromEntries(Object.entries(facts).map(([fact, at]) => [fact, plusSeconds(now, at)])),
      }),
    )?.name;

  test('is a person’s from five seconds after the mail arrived', () => {
    expect(clicked(5)).toBe('mail.clicked');
    expect(clicked(4.999)).toBeUndefined();
    expect(clicked(14, { sent: 2, delivered: 10 })).toBeUndefined();
    expect(clicked(15, { sent: 2, delivered: 10 })).toBe('mail.clicked');
    expect(clicked(14, { delivered: 2, sent: 10 })).toBeUndefined();
    expect(clicked(14, { delivered: 2, sent: 3 }, 10)).toBeUndefined();
  });

  test('is a machine’s within two seconds of another one', () => {
    expect(clicked(60, { clicked: 60 })).toBe('mail.clicked');
    expect(clicked(60, { clicked: 58 })).toBeUndefined();
    expect(clicked(60, { clicked: 62 })).toBeUndefined();
    expect(clicked(60, { clicked: 57.999 })).toBe('mail.clicked');
    expect(clicked(60, { clicked: 62.001 })).toBe('mail.clicked');
  });

  test('tells which mail it was in, whoever the contact is by now', () => {
    const fact = told({ fact: 'clicked', at: plusSeconds(now, 60) });
    expect(fact?.fields).toEqual({ journey: 'onboarding', step: 'welcome' });
  });
});
