import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import { newReader } from '../../engine/account/prompt-reader.ts';
import { tableContactRecords } from '../../engine/adapters/aws/table/contact-records.ts';
import { erasePersonalData, replayErasures } from '../../engine/contacts/use-cases/erase-personal-data.ts';
import { exportContact } from '../../engine/contacts/use-cases/export-contact.ts';
import { readmitContact } from '../../engine/contacts/use-cases/readmit-contact.ts';
import { recordChoices } from '../../engine/contacts/use-cases/record-choices.ts';
import { sentCalls } from '../../engine/ingest/sent-calls.ts';
import { ingestUsage } from '../../engine/ingest/use-cases/ingest-usage.ts';
import { addNote } from '../../engine/notes/use-cases/add-note.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { catalog } from '../../journeys/catalog.ts';
import { Crash, crashingPorts } from '../support/crash.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { anActiveEnrollment, aTouch, now, optedOutOf, somebody, someProfile } from '../support/touch.ts';

let table: TestTable;
let count = 0;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

const name = 'Zuzana Ó Ceallaigh';
const person = (id: string, email: string, more: Partial<Contact> = {}): Contact => somebody(id, { email, name }, more);

/** An account in a journey, with that person in it. */
const worldWith = async (...people: Contact[]): Promise<RouteWorld> => {
  const account = `rights-${++count}`;
  const world = routeWorld(table, account, []);
  await world.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
    ...people.map(contact => ({ kind: 'contact', contact }) as const),
  ]);
  return world;
};

const mail = ({ account, ports }: RouteWorld) => deliverTouch(aTouch({ account }), ports);

const identify = async (
  { account, ports }: RouteWorld,
  user: string,
  email: string,
  timestamp: string,
): Promise<unknown> =>
  ingestUsage(
    sentCalls('identify', {
      messageId: `${user} ${timestamp}`,
      userId: user,
      context: { groupId: account },
      traits: { email, name, role: 'admin' },
      timestamp,
    }),
    ports,
  );

/** Every item of the table, as text. */
const everything = async (): Promise<string> => {
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.name }));
  return JSON.stringify(Items);
};

describe('an erased contact', () => {
  test('is nowhere in the table any more, but for ids and what bars its address', async () => {
    const world = await worldWith(person('zuza', 'zuza@erase-one.example', { choices: optedOutOf('news') }));
    await world.given([{ kind: 'promptReader', reader: { ...newReader('zuza'), reports: ['seen-1'], revision: 1 } }]);
    await mail(world);
    world.later(60);

    expect(await erasePersonalData(world.account, 'zuza', world.ports)).toEqual({ outcome: 'erased', alsoKnownAs: [] });

    const left = await everything();
    expect(left).not.toMatch(/erase-one\.example|Ceallaigh|Zuzana|seen-1/);
    expect(await world.ports.contacts.find(world.account, 'zuza')).toBeUndefined();
    expect((await world.ports.accounts.snapshot(world.account)).contacts).toEqual([]);
    expect(await world.ports.prompts.reading(world.account, 'zuza')).toEqual({});
  });

  test('leaves nothing of what waited because nobody could tell of which account it is', async () => {
    const world = await worldWith(person('zuza', 'zuza@erase-six.example'));
    const waits = { messageId: 'waits', userId: 'zuza', traits: { email: 'other@erase-six.example' } };
    const world2 = await worldWith();
    for (const { account } of [world, world2])
      await ingestUsage(
        sentCalls('group', { messageId: `g-${account}`, userId: 'zuza', groupId: account }),
        world.ports,
      );
    await ingestUsage(sentCalls('identify', waits), world.ports);
    expect(await everything()).toContain('other@erase-six.example');
    await erasePersonalData(world.account, 'zuza', world.ports);
    expect(await everything()).not.toContain('erase-six.example');
  });

  test('gets no more mail, and its journey goes on', async () => {
    const world = await worldWith(person('zuza', 'zuza@erase-two.example'));
    await erasePersonalData(world.account, 'zuza', world.ports);
    await mail(world);
    expect(world.mails).toEqual([]);
    expect((await world.timeline()).map(({ entry }) => entry)).toContainEqual(
      expect.objectContaining({ type: 'touch', outcome: 'skipped', reason: 'no-recipient' }),
    );
  });

  test('stays away when what was said of it before arrives late, and returns with what is said after', async () => {
    const world = await worldWith(person('zuza', 'zuza@erase-three.example', { choices: optedOutOf('news') }));
    await erasePersonalData(world.account, 'zuza', world.ports);
    world.later(3600);

    await identify(world, 'zuza', 'zuza@erase-three.example', now);
    expect(await world.ports.contacts.find(world.account, 'zuza')).toBeUndefined();

    await identify(world, 'zuza', 'new@erase-three.example', world.clock.at);
    await identify(world, 'zuza', 'zuza@erase-three.example', now);
    const again = await world.ports.contacts.find(world.account, 'zuza');
    expect(again?.attributes.email?.value).toBe('new@erase-three.example');
    expect(again?.choices).toEqual(optedOutOf('news'));
  });

  test('is not reached at its address again, whoever brings it back, until somebody readmits it', async () => {
    const world = await worldWith(person('zuza', 'zuza@erase-four.example'));
    await erasePersonalData(world.account, 'zuza', world.ports);
    world.later(3600);
    const elsewhere = await worldWith();
    elsewhere.clock.at = world.clock.at;
    elsewhere.ports.settings = { ...elsewhere.ports.settings, tokenSecrets: ['newer secret', 'secret'] };
    await identify(elsewhere, 'somebody-else', 'Zuza@Erase-Four.example', world.clock.at);

    await mail(elsewhere);
    expect(elsewhere.mails).toEqual([]);
    expect((await elsewhere.timeline()).map(({ entry }) => entry)).toContainEqual(
      expect.objectContaining({ to: 'somebody-else', outcome: 'skipped', reason: 'suppressed' }),
    );

    expect(await readmitContact(elsewhere.account, 'somebody-else', elsewhere.ports)).toBe(true);
    expect(await readmitContact(elsewhere.account, 'somebody-else', elsewhere.ports)).toBe(false);
    await identify(elsewhere, 'somebody-else', 'zuza@erase-four.example', '2026-03-10T11:00:00Z');
    expect((await elsewhere.ports.contacts.find(elsewhere.account, 'somebody-else'))?.suppression).toBeUndefined();
  });

  test('is not made again by a complaint, a choice, or a page that still asks for prompts', async () => {
    const world = await worldWith(person('zuza', 'zuza@erase-five.example'));
    await erasePersonalData(world.account, 'zuza', world.ports);
    const said = { topics: { news: 'out' }, source: 'link', at: now, evidence: 'd1', policyVersion: 'v1' } as const;
    await recordChoices(world.account, 'zuza', () => said, world.ports);
    expect(await world.ports.contacts.find(world.account, 'zuza')).toBeUndefined();
  });

  test('tells of others at the same address, and who is unknown', async () => {
    const world = await worldWith(person('zuza', 'z@erase-six.example'), person('office', 'Z@erase-six.example'));
    expect(await erasePersonalData(world.account, 'zuza', world.ports)).toEqual({
      outcome: 'erased',
      alsoKnownAs: ['office'],
    });
    expect(await erasePersonalData(world.account, 'nobody', world.ports)).toEqual({ outcome: 'unknown' });
  });

  test('is erased once, wherever the process dies', async () => {
    const records = tableContactRecords(table, { now: () => now });
    let crashes = 0;
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; ; at++) {
        const world = await worldWith(person('zuza', `zuza@erase-${when}-${at}.example`));
        const crashed = await erasePersonalData(world.account, 'zuza', crashingPorts(world.ports, { at, when })).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Crash) return true;
            throw error;
          },
        );
        world.later(60);
        await erasePersonalData(world.account, 'zuza', world.ports);

        expect(await world.ports.contacts.find(world.account, 'zuza')).toBeUndefined();
        const logged = (await records.erasures()).filter(({ account }) => account === world.account);
        expect(logged).toHaveLength(1);
        expect(logged[0]?.addresses).toHaveLength(1);
        if (!crashed) break;
        crashes++;
      }
    }
    expect(crashes).toBeGreaterThan(3);
  });

  test('loses no race against somebody who writes it at the same time', async () => {
    const world = await worldWith(person('zuza', 'zuza@erase-seven.example'));
    await Promise.all([
      identify(world, 'zuza', 'second@erase-seven.example', now),
      erasePersonalData(world.account, 'zuza', world.ports),
      identify(world, 'zuza', 'third@erase-seven.example', '2026-03-10T08:00:00Z'),
    ]);
    expect(await world.ports.contacts.find(world.account, 'zuza')).toBeUndefined();
    expect(await everything()).not.toMatch(/erase-seven/);
  });
});

describe('after a restore', () => {
  test('the log erases again: who was there, who is not known yet, and not who came back since', async () => {
    const at = '2026-03-10T10:00:00.000Z';
    const world = await worldWith(person('zuza', 'zuza@restored.example'));
    const log = (contact: string) => ({ account: world.account, contact, at, addresses: [] });
    world.later(7200);
    expect(await replayErasures([log('zuza'), log('later')], world.ports)).toBe(1);
    expect(await replayErasures([log('zuza'), log('later')], world.ports)).toBe(0);

    expect(await everything()).not.toMatch(/zuza@restored/);
    await identify(world, 'later', 'later@restored.example', now);
    expect(await world.ports.contacts.find(world.account, 'later')).toBeUndefined();

    await identify(world, 'zuza', 'back@restored.example', world.clock.at);
    expect(await replayErasures([log('zuza')], world.ports)).toBe(0);
    expect(await world.ports.contacts.find(world.account, 'zuza')).toBeDefined();
  });
});

test('an export holds everything that is kept about a person, and nothing of others', async () => {
  const world = await worldWith(person('zuza', 'zuza@export.example'), person('other', 'other@export.example'));
  const { account } = world;
  const event = (id: string, user: string, fields = {}) =>
    ({
      id,
      source: 'segment',
      account,
      user,
      name: 'Survey Responded',
      occurredAt: now,
      receivedAt: now,
      fields,
    }) as const;
  await world.given([
    { kind: 'mark', event: event('segment:1', 'zuza', { survey: 'nps', score: 9 }) },
    { kind: 'mark', event: event('segment:2', 'other') },
    { kind: 'seat', word: { user: 'zuza', at: now, assigned: true } },
    { kind: 'promptReader', reader: { ...newReader('zuza'), reports: ['r1'], revision: 1 } },
  ]);
  const said = { topics: { news: 'out' }, source: 'link', at: now, evidence: 'd1', policyVersion: 'v1' } as const;
  await mail(world);
  await recordChoices(account, 'zuza', () => said, world.ports);

  const records = tableContactRecords(table, { now: () => now });
  const all = await exportContact(account, 'zuza', { ...world.ports, records });

  expect(all).toMatchObject({
    account,
    contact: { id: 'zuza', attributes: { email: { value: 'zuza@export.example' } } },
    consents: [{ topic: 'news', status: 'out' }],
    deliveries: [{ contact: 'zuza', state: 'accepted' }],
    timeline: [{ type: 'touch', to: 'zuza', outcome: 'sent' }],
    prompts: { reports: ['r1'] },
    seats: [{ user: 'zuza' }],
    usage: [{ id: 'segment:1', fields: { survey: 'nps', score: 9 } }],
  });
  expect(JSON.stringify(all)).not.toContain('other');
  expect(await exportContact(account, 'nobody', { ...world.ports, records })).toBeUndefined();
});

describe('what an erased contact wrote', () => {
  const wrote = async (world: RouteWorld, id: string, user: string, timestamp: string) => {
    world.ports.build.catalog = async () => catalog.data;
    await ingestUsage(
      sentCalls('track', {
        messageId: `${world.account} ${id}`,
        userId: user,
        context: { groupId: world.account },
        event: 'Survey Responded',
        properties: { survey: 'nps', score: 2, comment: `words of ${user}`, topic: 'price' },
        timestamp,
      }),
      world.ports,
    );
  };
  const left = async ({ account, ports }: RouteWorld) =>
    (await ports.answers.ofAccount(account, '')).map(({ user, comment }) => [user, comment]);

  test('is in an export, goes with them, and what comes late of a time before is not kept', async () => {
    const world = await worldWith(person('zuza', 'zuza@words.example'), person('bo', 'bo@words.example'));
    const { account, ports } = world;
    await wrote(world, 'm1', 'zuza', '2026-03-01T10:00:00Z');
    await wrote(world, 'm2', 'bo', '2026-03-01T10:00:00Z');
    const exported = await exportContact(account, 'zuza', {
      ...ports,
      records: tableContactRecords(table, ports.clock),
    });
    expect(exported?.answers).toMatchObject([{ survey: 'nps', score: 2, topic: 'price', comment: 'words of zuza' }]);

    await erasePersonalData(account, 'zuza', ports);
    await wrote(world, 'm3', 'zuza', '2026-03-02T10:00:00Z');

    expect(await left(world)).toEqual([['bo', 'words of bo']]);
  });

  test('goes again when the log of erasures is replayed', async () => {
    const world = await worldWith(person('zuza', 'zuza@again.example'));
    await wrote(world, 'm1', 'zuza', '2026-03-01T10:00:00Z');
    const erasure = { account: world.account, contact: 'zuza', at: '2026-03-05T10:00:00.000Z', addresses: [] };
    await replayErasures([erasure], world.ports);
    expect(await left(world)).toEqual([]);
  });
});

describe('notes that tell of an erased contact', () => {
  const zuza = person('zuza', 'zuza@notes.example');
  const write = async ({ account, ports }: RouteWorld, id: string, text: string, about?: string) =>
    (await addNote({ account, id, at: now, by: 'maya', text, ...(about && { about }) }, ports))();
  const left = async ({ account, ports }: RouteWorld) =>
    (await ports.notes.ofAccount(account, { limit: 10 })).notes.map(({ id, text, about }) => [id, text, about]);

  test('are in an export, and lose their words', async () => {
    const world = await worldWith(zuza, somebody('bo', { email: 'bo@notes.example' }));
    const { account, ports } = world;
    await write(world, 'a', 'Prefers mornings.', 'zuza');
    await write(world, 'b', 'Zuzana leaves in May.');
    await write(world, 'c', 'Bo takes over.', 'bo');
    await expect(write(world, 'd', 'x', 'nobody')).rejects.toMatchObject({ field: 'about' });
    const exported = await exportContact(account, 'zuza', {
      ...ports,
      records: tableContactRecords(table, ports.clock),
    });
    expect(exported?.notes.map(({ id }) => id)).toEqual(['a', 'b']);

    await erasePersonalData(account, 'zuza', ports);

    expect(await left(world)).toEqual([
      ['c', 'Bo takes over.', 'bo'],
      ['b', undefined, undefined],
      ['a', undefined, undefined],
    ]);
    await expect(write(world, 'e', 'x', 'zuza')).rejects.toMatchObject({ field: 'about' });
  });

  test('lose them again when the log of erasures is replayed', async () => {
    const world = await worldWith(zuza);
    await write(world, 'b', 'Zuzana leaves in May.');
    await replayErasures([{ account: world.account, contact: 'zuza', at: now, addresses: [] }], world.ports);
    expect(await left(world)).toEqual([['b', undefined, undefined]]);
  });
});
