import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableCountPorts } from '../../engine/adapters/aws/table/count-ports.ts';
import { requestCounts } from '../../engine/cost/request-counts.ts';
import { tallyAccount } from '../../engine/counts/use-cases/tally-account.ts';
import { recordMailEvent } from '../../engine/feedback/use-cases/record-mail-event.ts';
import { sentCalls } from '../../engine/ingest/sent-calls.ts';
import { ingestUsage } from '../../engine/ingest/use-cases/ingest-usage.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney, anEvent } from '../support/journeys.ts';
import { person, promptWorld } from '../support/prompt-world.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { anActiveEnrollment, aTouch, now, somebody, someProfile } from '../support/touch.ts';

let table: TestTable;
let taken: { reads: number; writes: number };
beforeAll(async () => {
  table = await startTestTable();
  meter(table.client);
});
afterAll(() => table.stop());

/** Has every answer say what it took. */
const meter = (client: DynamoDBClient) =>
  client.middlewareStack.add(
    (next, { commandName }) =>
      async request => {
        Object.assign(request.input, { ReturnConsumedCapacity: 'TOTAL' });
        const answer = await next(request);
        const { ConsumedCapacity = [] } = answer.output as { ConsumedCapacity?: Capacity | Capacity[] };
        const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
        taken[/^(Get|BatchGet|Query)/.test(String(commandName)) ? 'reads' : 'writes'] += units;
        return answer;
      },
    { step: 'initialize', name: 'meter' },
  );
interface Capacity {
  CapacityUnits?: number;
}

const cost = async (work: () => Promise<unknown>) => {
  taken = { reads: 0, writes: 0 };
  await work();
  return taken;
};

const world = async (account: string, journeys = [aJourney()]): Promise<RouteWorld> => {
  taken = { reads: 0, writes: 0 };
  const made = routeWorld(table, account, journeys);
  await made.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    { kind: 'contact', contact: somebody('ada') },
  ]);
  // The first event makes the account's evaluation.
  await route(anEvent('account.updated', { account, fields: { plan: 'pro' } }), made.ports);
  return made;
};

const call = (type: 'track' | 'identify', more: object) =>
  sentCalls(type, { messageId: 'm1', userId: 'ada', timestamp: now, ...more });

test('each kind of event takes the units that costs are computed of', async () => {
  const { account, ports, ...acme } = await world('acme');
  const usage = call('track', { event: 'Unheard', context: { groupId: account } });
  const identify = call('identify', { context: { groupId: account }, traits: { email: 'new@acme.example' } });
  const figures = {
    usage: await cost(() => ingestUsage(usage, ports)),
    identify: await cost(() => ingestUsage(identify, ports)),
    routed: await cost(() => route(anEvent('Project Created', { account }), ports)),
    enrolling: await cost(() => route(anEvent('Account Created', { account }), ports)),
  };

  const globex = await world('globex');
  await globex.given([{ kind: 'enroll', enrollment: anActiveEnrollment({ account: 'globex' }) }]);
  const touch = await cost(() => deliverTouch(aTouch({ account: 'globex' }), globex.ports));
  const delivery = globex.mails[0]?.tags.deliveryId ?? '';
  const mailEvent = { account: 'globex', delivery, fact: 'delivered', at: now, addresses: [] } as const;
  const feedback = await cost(() => recordMailEvent(mailEvent, globex.ports));

  const counts = tableCountPorts(table);
  const following = { ...globex.ports, ...counts };
  const changed = { account: 'globex', enrollments: [anActiveEnrollment().id] };
  const followed = await cost(() => tallyAccount(changed, following));

  const pages = promptWorld(table, 'initech');
  await pages.given([person('ada', { role: 'admin' })]);
  const poll = await cost(() => pages.shownTo('ada'));

  expect(acme.mails).toEqual([]);
  const all = { ...figures, touch, followed, poll, feedback };
  expect(Object.keys(all).sort()).toEqual(Object.keys(requestCounts).sort());
  for (const [kind, { reads, writes }] of Object.entries(all)) {
    const known = requestCounts[kind as keyof typeof requestCounts];
    for (const [now, then] of [
      [reads, known.reads],
      [writes, known.writes],
    ] as const)
      expect([kind, Math.abs(now - then) <= Math.max(1, then / 4)]).toEqual([kind, true]);
  }
});
