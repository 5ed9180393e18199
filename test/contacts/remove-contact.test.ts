import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import { isRemoved, removalEvent } from '../../engine/account/former-contact.ts';
import { seatChange } from '../../engine/account/seats.ts';
import { audienceNow, resolveRecipients } from '../../engine/contacts/resolve-recipients.ts';
import { type SentCalls, sentCalls } from '../../engine/ingest/sent-calls.ts';
import { ingestUsage } from '../../engine/ingest/use-cases/ingest-usage.ts';
import { writeContact } from '../../engine/ingest/use-cases/write-contact.ts';
import { aPrompt } from '../conformance/records.ts';
import { anEvent } from '../support/journeys.ts';
import { person, promptWorld } from '../support/prompt-world.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, somebody, someProfile } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
let count = 0;
beforeAll(async () => {
  world = routeWorld(store, 'acme', []);
});

const hour = (at: number) => `2026-03-09T${String(at).padStart(2, '0')}:00:00Z`;
const identify = (user: string, at: number, traits: object = { email: `${user}@acme.example` }) =>
  sentCalls('identify', {
    messageId: `i${++count}`,
    userId: user,
    context: { groupId: 'acme' },
    timestamp: hour(at),
    traits,
  });
const track = (user: string, event: string, at: number) =>
  sentCalls('track', {
    messageId: `t${++count}`,
    userId: user,
    event,
    context: { groupId: 'acme' },
    timestamp: hour(at),
  });
const take = (calls: SentCalls) => ingestUsage(calls, world.ports);
const removed = async (user: string): Promise<boolean | undefined> => {
  const contact = await world.ports.contacts.find('acme', user);
  return contact && isRemoved(contact);
};

test('who is removed from the account is nobody there until an identify that happened later', async () => {
  await take(identify('ada', 8));
  expect(await removed('ada')).toBe(false);
  await take(track('ada', removalEvent, 9));
  expect(await removed('ada')).toBe(true);
  await take(track('ada', 'Account Added User', 10));
  await take(track('ada', 'Project Created', 10));
  await take(identify('ada', 8, { name: 'Ada' }));
  expect(await removed('ada')).toBe(true);
  await take(identify('ada', 11, {}));
  expect(await removed('ada')).toBe(false);
  await take(track('ada', removalEvent, 12));
  expect(await removed('ada')).toBe(true);
});

test('the order in which removals and identify calls arrive changes nothing', async () => {
  const word = fc.record({ kind: fc.constantFrom('identify', 'remove'), at: fc.integer({ min: 1, max: 6 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 5 }), async words => {
      const latest = (kind: string) => Math.max(0, ...words.filter(each => each.kind === kind).map(({ at }) => at));
      const outcomes = new Set<boolean | undefined>();
      for (const order of [words, words.toReversed()]) {
        const user = `u${++count}`;
        for (const { kind, at } of order)
          await take(kind === 'identify' ? identify(user, at) : track(user, removalEvent, at));
        outcomes.add(await removed(user));
      }
      expect([...outcomes]).toEqual([latest('remove') > 0 && latest('remove') >= latest('identify')]);
    }),
    { numRuns: 25 },
  );
});

test('what a browser says of somebody brings nobody back', async () => {
  await take(identify('bea', 8));
  await take(track('bea', removalEvent, 9));
  const optOuts = { topics: {}, source: 'import', at: '', evidence: '', policyVersion: '' } as const;
  const said = { values: { name: 'Bea' }, at: '2026-03-09T10:00:00.000Z', optOuts, byServer: false };
  await writeContact('acme', 'bea', said, world.ports);
  expect(await removed('bea')).toBe(true);
});

test('of the recipients of a touch nobody was removed, and others stand in where nobody else has the role', () => {
  const gone: Partial<Contact> = { removedAt: '2026-03-09T10:00:00.000Z', identifiedAt: '2026-03-01T10:00:00.000Z' };
  const contacts = [somebody('ada', {}, gone), somebody('bo', { role: 'member' }), somebody('cy', { role: 'billing' })];
  const ids = (to: Parameters<typeof resolveRecipients>[0]) => resolveRecipients(to, contacts).map(({ id }) => id);
  expect(ids({ roles: 'everyone' })).toEqual(['bo', 'cy']);
  expect(ids({ roles: ['admin'] })).toEqual([]);
  expect(ids({ roles: ['admin'], otherwise: ['billing'] })).toEqual(['cy']);
  expect(audienceNow({ roles: ['admin'], otherwise: ['billing'] }, contacts)).toEqual({ roles: ['admin', 'billing'] });
});

test('who was removed leaves the seat, whatever event takes seats otherwise', () => {
  const seats = { assigned: 'Seat Given', revoked: 'Seat Taken' };
  const word = (name: string) => seatChange(anEvent(name, { user: 'ada' }), seats)?.assigned;
  expect(['Seat Given', 'Seat Taken', removalEvent, 'Project Created'].map(word)).toEqual([
    true,
    false,
    false,
    undefined,
  ]);
  expect(seatChange(anEvent(removalEvent, { user: 'ada' }), undefined)).toBeUndefined();
});

test('who was removed is shown no prompt, whatever their token says, and their reports count for nothing', async () => {
  const account = 'globex';
  const pages = promptWorld(store, account);
  const prompt = aPrompt(account, 'p1', { audience: { roles: 'everyone' } });
  await pages.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, id: prompt.enrollment }) },
    person('ada', { role: 'admin' }, { removedAt: '2026-03-09T10:00:00.000Z' }),
    person('bo', { role: 'admin' }),
    { kind: 'prompt', prompt },
  ]);
  expect(await pages.shownTo('bo', '', ['admin'])).toHaveLength(1);
  expect(await pages.shownTo('ada', '', ['admin'])).toEqual([]);
  const seen = { id: 'r1', promptId: 'p1', type: 'seen', at: '2026-03-10T08:00:00.000Z' };
  expect((await pages.report('ada', [seen])).body).toMatchObject({ accepted: 0, unknown: 1 });
  expect(pages.published).toEqual([]);
});
