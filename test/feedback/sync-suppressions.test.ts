import { paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { isLocked } from '../../engine/account/consent.ts';
import { byTime } from '../../engine/account/public-line.ts';
import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import { messageClasses } from '../../engine/definition/policy.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import type { ListedAddress } from '../../engine/sending/listed-address.ts';
import { createHandler } from '../../functions/sync-suppressions.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { shippedProject } from '../support/play-case.ts';
import { addressOf, signup } from '../support/recorded-events.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { startTestWorld } from '../support/test-world.ts';
import { now, somebody } from '../support/touch.ts';

test('an address that only SES knows to be dead gets no further mail', async () => {
  const world = await startTestWorld(await shippedProject(), '2026-03-02T08:00:00.000Z');
  onTestFinished(() => world.stop());
  for (const body of signup('acme', '2026-03-02T08:00:00Z', {}, { bob: 'admin' })) {
    await deliver(world, { kind: 'segment', body, text: JSON.stringify(body) });
  }
  await world.advanceTo('2026-03-04T12:00:00.000Z');
  world.mailbox.suppress(addressOf('acme-ada').toUpperCase(), 'BOUNCE');

  await world.advanceTo('2026-03-12T12:00:00.000Z');

  const touches = (await world.allAccounts.timeline())
    .sort(byTime)
    .filter(({ journey, entry }) => journey === 'onboarding' && entry.type === 'touch' && entry.channel === 'email');
  expect(touches.map(({ entry }) => entry)).toEqual([
    expect.objectContaining({ step: 'welcome', outcome: 'sent', to: 'acme-ada' }),
    expect.objectContaining({ step: 'welcome', outcome: 'sent', to: 'acme-bob' }),
    expect.objectContaining({ step: 'first-project', outcome: 'skipped', to: 'acme-ada', reason: 'suppressed' }),
    expect.objectContaining({ step: 'first-project', outcome: 'sent', to: 'acme-bob' }),
  ]);
  expect(world.errors).toEqual([]);
}, 60_000);

describe('the list of suppressed addresses', () => {
  let table: TestTable;
  let world: RouteWorld;
  let ports: AllPorts;
  let listed: ListedAddress[];
  let asked: { from?: string; to: string }[];
  let secrets: [string, ...string[]];
  let count = 0;
  beforeAll(async () => {
    table = await startTestTable();
  });
  afterAll(() => table.stop());
  beforeEach(() => {
    world = routeWorld(table, `acme-${++count}`, []);
    listed = [];
    asked = [];
    secrets = ['the secret of tokens'];
    let until: string | undefined;
    ports = {
      ...world.ports,
      ...tableAccountPorts({ ...table, addressKeys: () => secrets }, world.ports.clock),
      controls: {
        ...world.ports.controls,
        suppressionsKnownUntil: async () => until,
        suppressionsAreKnown: async at => {
          until = at;
        },
      },
      suppressionList: {
        pages: async function* (dates) {
          asked.push(dates);
          for (const each of listed) yield [each];
        },
      },
    };
  });

  const sync = () => createHandler(ports)({}, {} as never);
  const email = () => `ann@acme-${count}.example`;
  const ann = () => ports.contacts.find(world.account, 'ann');
  const given = (address = email()) =>
    ports.accounts.commit(world.account, [{ kind: 'contact', contact: somebody('ann', { email: address }) }]);

  test('ends all mail to one that bounced, as the event of its mail would have, and tells journeys once', async () => {
    await given();
    listed = [{ email: email().toUpperCase(), reason: 'bounced', at: now }];
    await sync();
    await sync();
    expect((await ann())?.suppression).toEqual({ email: email(), reason: 'bounced', classes: messageClasses, at: now });
    expect(world.published.map(({ name, user, fields }) => [name, user, fields])).toEqual([
      ['contact.bounced', 'ann', { role: 'admin' }],
    ]);
  });

  test('takes a complaint for the opt-out that it is, which outlives the address', async () => {
    await given();
    listed = [{ email: email(), reason: 'complained', at: now }];
    await sync();
    const contact = await ann();
    expect(contact?.suppression).toMatchObject({ reason: 'complained', classes: ['lifecycle', 'marketing'] });
    expect(contact && isLocked(contact.choices, '*')).toBe(true);
  });

  test('says nothing of who has another address by now, or of one that nobody has', async () => {
    await given();
    await ports.accounts.commit(world.account, [
      { kind: 'contact', contact: { ...somebody('ann', { email: 'new@acme.example' }), revision: 2 } },
    ]);
    listed = [
      { email: email(), reason: 'bounced', at: now },
      { email: 'nobody@acme.example', reason: 'bounced', at: now },
    ];
    await sync();
    expect((await ann())?.suppression).toBeUndefined();
    expect(world.published).toEqual([]);
  });

  test('goes on where one contact cannot be written, and reads the same entries again', async () => {
    await given();
    const other = `other-${count}`;
    await ports.accounts.commit(other, [{ kind: 'contact', contact: somebody('ann', { email: email() }) }]);
    listed = [{ email: email(), reason: 'bounced', at: now }];
    const { commit } = ports.accounts;
    ports.accounts.commit = async (account, changes) => {
      if (account === world.account) throw new Error('It cannot be written.');
      await commit(account, changes);
    };

    await expect(sync()).rejects.toThrow('It cannot be written.');
    expect((await ports.contacts.find(other, 'ann'))?.suppression?.reason).toBe('bounced');
    ports.accounts.commit = commit;
    await sync();

    expect((await ann())?.suppression?.reason).toBe('bounced');
    expect(asked.map(({ from }) => from)).toEqual([undefined, undefined]);
  });

  test('finds who was written before the secret was rotated', async () => {
    await given();
    secrets = ['the secret that came after', ...secrets];
    listed = [{ email: email(), reason: 'bounced', at: now }];
    await sync();
    expect((await ann())?.suppression?.reason).toBe('bounced');
  });

  test('is read from where the last night ended, with an overlap, and whole on Sundays', async () => {
    world.clock.at = '2026-03-10T00:00:00.000Z';
    await sync();
    world.clock.at = '2026-03-11T00:00:00.000Z';
    listed = [{ email: email(), reason: 'bounced', at: now }];
    await sync();
    world.clock.at = '2026-03-12T00:00:00.000Z';
    await sync();
    world.clock.at = '2026-03-15T00:00:00.000Z';
    await sync();
    expect(asked).toEqual([
      { to: '2026-03-09T23:00:00.000Z' },
      { from: '2026-03-09T17:00:00.000Z', to: '2026-03-10T23:00:00.000Z' },
      { from: '2026-03-10T17:00:00.000Z', to: '2026-03-11T23:00:00.000Z' },
      { to: '2026-03-14T23:00:00.000Z' },
    ]);
  });

  test('is read from the same time on, without a write, after a night that listed nothing', async () => {
    const written: string[] = [];
    const { suppressionsAreKnown } = ports.controls;
    ports.controls.suppressionsAreKnown = async at => {
      written.push(at);
      await suppressionsAreKnown(at);
    };
    for (const day of ['10', '11', '12']) {
      world.clock.at = `2026-03-${day}T00:00:00.000Z`;
      await sync();
    }
    expect(written).toEqual(['2026-03-09T23:00:00.000Z']);
    expect(asked.slice(1)).toEqual([
      { from: '2026-03-09T17:00:00.000Z', to: '2026-03-10T23:00:00.000Z' },
      { from: '2026-03-09T17:00:00.000Z', to: '2026-03-11T23:00:00.000Z' },
    ]);
  });

  test('leaves no address in a key', async () => {
    await given();
    const keys: unknown[] = [];
    for await (const { Items = [] } of paginateScan({ client: table.client }, { TableName: table.name })) {
      keys.push(...Items.map(({ pk, sk, ipk, isk }) => [pk, sk, ipk, isk]));
    }
    expect(JSON.stringify(keys)).toContain('ADDRESS#');
    expect(JSON.stringify(keys)).not.toContain('@');
  });
});
