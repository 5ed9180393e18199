import { expect, test } from 'vitest';
import { isOut } from '../../engine/account/consent.ts';
import { unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import { writeContact } from '../../engine/ingest/use-cases/write-contact.ts';
import { changePreferences } from '../../engine/pages/preferences/preferences.ts';
import { Crash, crashingPorts } from '../support/crash.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { somebody } from '../support/touch.ts';

const store = testStore();

const linkIn = ({ account }: RouteWorld, topic: string): string =>
  unsubscribeToken({ account, contact: 'ada', topic, delivery: 'd1' }, 'secret');

test('wherever the process dies, asking again makes it one opt-out, one line of the ledger and one event', async () => {
  let crashes = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const world = routeWorld(store, `crash ${when} ${at}`, []);
      await world.given([{ kind: 'contact', contact: somebody('ada') }]);
      const ask = (ports: RouteWorld['ports']) => changePreferences(linkIn(world, 'news'), { kind: 'linked' }, ports);

      const crashed = await ask(crashingPorts(world.ports, { at, when })).then(
        () => false,
        (error: unknown) => {
          if (error instanceof Crash) return true;
          throw error;
        },
      );
      world.later(2);
      await ask(world.ports);

      const contact = await world.ports.contacts.find(world.account, 'ada');
      expect(isOut(contact?.choices ?? {}, 'news')).toBe(true);
      expect(await world.ports.contacts.consents(world.account, 'ada')).toHaveLength(1);
      expect(new Set(world.published.map(({ id }) => id)).size).toBe(1);
      if (!crashed) break;
      crashes++;
    }
  }
  expect(crashes).toBeGreaterThan(6);
});

test('of opt-outs at the same time none is lost', async () => {
  const world = routeWorld(store, 'at once', []);
  await world.given([{ kind: 'contact', contact: somebody('ada') }]);

  await Promise.all(
    ['news', 'product-guidance'].map(topic => changePreferences(linkIn(world, topic), { kind: 'linked' }, world.ports)),
  );

  const contact = await world.ports.contacts.find(world.account, 'ada');
  expect([isOut(contact?.choices ?? {}, 'news'), isOut(contact?.choices ?? {}, 'product-guidance')]).toEqual([
    true,
    true,
  ]);
  expect(await world.ports.contacts.consents(world.account, 'ada')).toHaveLength(2);
});

test('wherever the process dies, a call that asks for a topic, said again, makes one request of it', async () => {
  let crashes = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const world = routeWorld(store, `asks ${when} ${at}`, []);
      const moment = '2026-03-10T08:00:00.000Z';
      const said = { at: moment, evidence: 'segment:m1', policyVersion: 'v1' };
      const ask = (ports: RouteWorld['ports']) =>
        writeContact(
          world.account,
          'ada',
          {
            values: { email: 'ada@acme.example' },
            at: moment,
            byServer: true,
            optOuts: { ...said, topics: {}, source: 'import' },
            asked: { ...said, topics: ['news'], from: 'https://acme.example' },
          },
          ports,
        );
      const crashed = await ask(crashingPorts(world.ports, { at, when })).then(
        () => false,
        () => true,
      );
      await ask(world.ports);

      expect((await world.ports.contacts.find(world.account, 'ada'))?.consents?.news?.asked).toMatchObject({
        from: 'https://acme.example',
      });
      expect(await world.ports.contacts.consents(world.account, 'ada')).toHaveLength(1);
      const requests = world.published.filter(({ name }) => name === 'contact.subscription_requested');
      expect(new Set(requests.map(({ id }) => id)).size).toBe(1);
      if (!crashed) break;
      crashes++;
    }
  }
  expect(crashes).toBeGreaterThan(3);
});
