import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import {
  addressOf,
  audienceInWords,
  audienceName,
  audienceNow,
  emailOf,
  resolveRecipients,
  roleOf,
} from '../../engine/contacts/resolve-recipients.ts';
import type { Audience } from '../../engine/definition/audience.ts';
import { somebody } from '../support/touch.ts';

const removed = { removedAt: '2026-03-02T10:00:00.000Z' };
const admin = somebody('ann');
const formerAdmin = somebody('ben', {}, removed);
const billing = somebody('cleo', { role: 'billing' });
const { role: _, ...unsaid } = somebody('dora').attributes;
const noRole = somebody('dora', {}, { attributes: unsaid });

test('a request to confirm a topic goes to who asked for it, while it waits', () => {
  const [askedAt, later] = ['2026-03-02T10:00:00.000Z', '2026-03-03T10:00:00.000Z'];
  const asking = { choices: { news: { form: { status: 'in', at: askedAt } } } } as const;
  const [ann, ben] = [somebody('ann', {}, asking), somebody('ben', {}, asking)];
  const askedBy = (enrolledBy: Record<string, string>) =>
    resolveRecipients({ who: 'asked' } as Audience, [ann, ben], enrolledBy).map(({ id }) => id);
  expect(askedBy({ contact: 'ann', topic: 'news', askedAt })).toEqual(['ann']);
  expect(askedBy({ contact: 'ann', topic: 'news', askedAt: later })).toEqual([]);
  expect(askedBy({ contact: 'ann', topic: 'offers', askedAt })).toEqual([]);
  expect(askedBy({ contact: 'ann', topic: 'news' })).toEqual([]);
});

describe('a touch goes to', () => {
  test.each<[string, Audience, Contact[], string[]]>([
    ['everyone, in order of id', { roles: 'everyone' }, [noRole, billing, admin], ['ann', 'cleo', 'dora']],
    ['everyone but those who were removed', { roles: 'everyone' }, [formerAdmin, admin], ['ann']],
    ['the contacts with one of its roles', { roles: ['admin', 'billing'] }, [billing, noRole, admin], ['ann', 'cleo']],
    ['members, where no role is known', { roles: ['member'] }, [admin, noRole], ['dora']],
    ['its roles, though substitutes exist', { roles: ['admin'], otherwise: ['billing'] }, [admin, billing], ['ann']],
    ['the substitutes, where none has its role', { roles: ['admin'], otherwise: ['billing'] }, [billing], ['cleo']],
    [
      'the substitutes, where the only one with its role was removed',
      { roles: ['admin'], otherwise: ['billing'] },
      [formerAdmin, billing],
      ['cleo'],
    ],
    ['no one, where none has its role and there are no substitutes', { roles: ['admin'] }, [billing, noRole], []],
  ])('%s', (_, audience, contacts, ids) => {
    expect(resolveRecipients(audience, contacts).map(({ id }) => id)).toEqual(ids);
  });

  test('the same contacts in whatever order they are stored', () => {
    const all = [admin, formerAdmin, billing, noRole];
    const order = fc.shuffledSubarray(all, { minLength: all.length });
    fc.assert(
      fc.property(order, contacts => {
        expect(resolveRecipients({ roles: 'everyone' }, contacts)).toEqual([admin, billing, noRole]);
      }),
    );
  });
});

describe('while a touch lasts, its audience is', () => {
  test.each<[string, Audience, Contact[], Audience]>([
    ['everyone', { roles: 'everyone', otherwise: ['billing'] }, [], { roles: 'everyone' }],
    ['its roles, once someone has one', { roles: ['admin'], otherwise: ['billing'] }, [admin], { roles: ['admin'] }],
    [
      'its roles and the substitutes, while no one has one',
      { roles: ['admin'], otherwise: ['billing', 'admin', 'member'] },
      [billing],
      { roles: ['admin', 'billing', 'member'] },
    ],
    [
      'the substitutes too, where the only one with a role was removed',
      { roles: ['admin'], otherwise: ['billing'] },
      [formerAdmin],
      { roles: ['admin', 'billing'] },
    ],
    ['its roles, where there are no substitutes', { roles: ['admin'] }, [], { roles: ['admin'] }],
  ])('%s', (_, audience, contacts, now) => {
    expect(audienceNow(audience, contacts)).toEqual(now);
  });
});

test('a contact is a member until a role is known', () => {
  expect([admin, billing, noRole].map(roleOf)).toEqual(['admin', 'billing', 'member']);
});

test('a timeline names an audience by its roles', () => {
  expect(audienceName({ roles: 'everyone', otherwise: ['admin'] })).toBe('everyone');
  expect(audienceName({ roles: ['billing', 'admin'] })).toBe('billing,admin');
  expect(['billing,admin', 'everyone', 'admin'].map(audienceInWords)).toEqual([
    'billing or admin',
    'everyone',
    'admin',
  ]);
});

describe("a contact's address", () => {
  const having = (email?: string | number): Pick<Contact, 'attributes'> => ({
    attributes: email === undefined ? {} : { email: { value: email, at: '2026-03-01T10:00:00.000Z' } },
  });

  test.each<[string, string | number | undefined, string, string | undefined]>([
    ['is trimmed', '  Ann@Acme.example ', 'Ann@Acme.example', 'Ann@acme.example'],
    ['may be one that no mail goes to', 'not an address', 'not an address', undefined],
    ['is empty where it is no text', 42, '', undefined],
    ['is empty where none is known', undefined, '', undefined],
  ])('%s', (_, email, received, deliverable) => {
    expect([emailOf(having(email)), addressOf(having(email))]).toEqual([received, deliverable]);
  });
});
