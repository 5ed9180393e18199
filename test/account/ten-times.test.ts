import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { contactKey, evaluationKey, type Key, promptReaderKey } from '../../engine/adapters/aws/table/keys.ts';
import { itemAt } from '../../engine/adapters/aws/table/table.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { recordPromptEvents } from '../../engine/prompts/use-cases/record-prompt-events.ts';
import { isStillWaiting } from '../../engine/routing/still-waiting.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { frequencyCap, withSend } from '../../engine/sending/frequency-cap.ts';
import { aPrompt } from '../conformance/records.ts';
import { store } from '../support/bulk-rows.ts';
import { Crash } from '../support/crash.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney, anEvent, aUpdate } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { aPolicy, now, somebody, someProfile } from '../support/touch.ts';

// Ten times the bounds of docs/growth.md, for what is cheap enough to play; .ci/growth.test.ts and .ci/memory.test.ts have the rest.

/** Of an item. */
const mostBytes = 400_000;

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

const worldOf = (account: string, journeys = [aJourney({})]): RouteWorld => routeWorld(table, account, journeys);

const bytesOf = async (key: Key): Promise<number> => JSON.stringify(marshall(await itemAt(table, key))).length;

test('a contact who is mailed without end remembers the last 1,000 mails, and caps still count', async () => {
  const world = worldOf('mails');
  const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 4, withinDays: 7, onCapped: 'skip' }] });
  const send = (n: number) =>
    ({ delivery: `delivery-${String(n).padStart(23, '0')}`, class: 'lifecycle', at: now }) as const;
  let ada = somebody('ada', {}, { recentSends: Array.from({ length: 4_990 }, (_, n) => send(n)) });
  for (let n = 4_990; n < 5_000; n++) ada = withSend(ada, send(n), policy, now);
  await world.given([{ kind: 'contact', contact: { ...ada, revision: 1 } }]);

  const stored = await world.ports.contacts.find('mails', 'ada');
  expect(stored?.recentSends).toHaveLength(1_000);
  expect(stored?.recentSends.at(-1)?.delivery).toMatch(/4999$/);
  expect(await bytesOf(contactKey('mails', 'ada'))).toBeLessThan(mostBytes / 2);
  expect(frequencyCap(policy.frequencyCaps, 'lifecycle', stored?.recentSends ?? [], now)).toBe('skip');
});

test('somebody who did everything with each of 1,000 prompts does one thing more', async () => {
  const world = worldOf('prompts');
  const id = (n: number) => `prompt-${String(n).padStart(4, '0')}-of-the-length-of-a-real-id`;
  const facts = { seenAt: now, clicked: { primary: now }, dismissedAt: now };
  await store(table, 'prompts', [
    { kind: 'contact', contact: somebody('ada') },
    ...Array.from({ length: 1_001 }, (_, n): Change => ({ kind: 'prompt', prompt: aPrompt('prompts', id(n)) })),
    {
      kind: 'promptReader',
      reader: {
        ...{ contact: 'ada', away: {}, reports: [], revision: 1 },
        facts: Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [id(n), facts])),
      },
    },
  ]);

  const seen = { id: 'report', promptId: id(1_000), type: 'seen', at: now } as const;
  const counts = await recordPromptEvents({ account: 'prompts', contact: 'ada' }, [seen], world.ports);

  expect(counts).toMatchObject({ accepted: 1 });
  expect(Object.keys((await world.ports.prompts.reading('prompts', 'ada')).reader?.facts ?? {})).toHaveLength(1_001);
  expect(await bytesOf(promptReaderKey('prompts', 'ada'))).toBeLessThan(mostBytes);
});

test('the signals of 500 journeys fit into an evaluation', async () => {
  const world = worldOf('signals');
  const evidence = { used: 1, users: 12, share: 20 };
  const judged = { period: '2026-W09', until: now, held: true, tripped: true, evidence };
  const side = { held: true, evidence };
  const state = {
    ...{ rule: '0123456789abcdef', armed: false, raised: { at: now, evidence, period: '2026-W09' }, judged },
    corrections: { count: 3, last: { at: now, period: '2026-W08', from: side, to: side } },
  };
  const signals = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`signal-of-a-journey-${n}`, state]));

  await world.given([{ kind: 'evaluation', evaluation: { account: 'signals', signals, revision: 1 } }]);

  expect((await world.ports.accounts.snapshot('signals')).evaluation?.signals).toEqual(signals);
  expect(await bytesOf(evaluationKey('signals'))).toBeLessThan(mostBytes);
});

test('450 events that waited for their account are routed in turns, in order, though a process dies in one', async () => {
  const world = worldOf('late');
  const { account } = world;
  const name = (n: number) => `segment:late-${String(n).padStart(4, '0')}`;
  const events = Array.from({ length: 450 }, (_, n) =>
    anEvent('Project Created', { account, id: name(n), occurredAt: plusSeconds(now, n - 1_000) }),
  );
  await store(
    table,
    account,
    events.map(event => ({ kind: 'waiting', event })),
  );
  let commits = 0;
  const dies: RouteWorld['ports']['accounts']['commit'] = async (...asked) => {
    if (++commits === 300) throw new Crash();
    await world.ports.accounts.commit(...asked);
  };

  await world.ports.accounts.commit(account, [{ kind: 'profile', profile: someProfile(undefined, { account }) }]);
  world.published.push({ ...aUpdate({ name: 'Acme' }), account });
  const asked: string[] = [];
  for (let next = world.published.shift(); next; next = world.published.shift()) {
    asked.push(isStillWaiting(next) ? 'the rest' : next.name);
    const dying = { ...world.ports, accounts: { ...world.ports.accounts, commit: dies } };
    await route(next, dying).catch(() => route(next as never, world.ports));
  }

  expect(asked).toEqual(['account.updated', 'the rest']);
  expect(await world.ports.waiting.find({ account })).toEqual([]);
  const { usage } = await world.ports.accounts.snapshot(account, { usageSince: plusSeconds(now, -86_400) });
  expect([...usage].filter(({ event }) => event === 'Project Created').map(({ id }) => id)).toEqual(
    events.map(({ id }) => id),
  );
});
