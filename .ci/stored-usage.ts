import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AccountSnapshot } from '../engine/account/account.ts';
import { tableAccountPorts } from '../engine/adapters/aws/table/account-ports.ts';
import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { type Instant, instant, plusSeconds } from '../engine/kernel/instant.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { proxyEvent } from '../engine/local/proxy-event.ts';
import { populate } from '../engine/playback/populate.ts';
import type { PrintedLine } from './daymark.ts';

export type StoredOrder = (calls: readonly PrintedLine[]) => readonly PrintedLine[];

export interface UsageToStore {
  account: string;
  calls: readonly PrintedLine[];
  order: StoredOrder;
  accountCall: PrintedLine;
  accountKnown: 'first' | 'last';
  buildFolder: string;
}

/** What the table holds of an account and its usage after the calls, delivered in that order by the real handlers. */
export const storedUsage = async ({
  account,
  calls,
  order,
  accountCall,
  accountKnown,
  buildFolder,
}: UsageToStore): Promise<Pick<AccountSnapshot, 'profile' | 'usage'>> => {
  const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
  await writeBuild(project, buildFolder);
  const arrivals = calls.map(({ receivedAt }) => instant(String(receivedAt))).sort();
  // In another order than they arrived in, all come after the last: an event from the future would be dated when it came.
  const startAt = plusSeconds(arrivals.at(-1) as Instant, 3600);
  const cloud = await startLocalCloud({ startAt, environment: { DAYMARK_BUILD: buildFolder, ...localSecrets } });
  const client = new DynamoDBClient({});
  try {
    await populate(cloud, project);
    const ordered = order(calls);
    const all = accountKnown === 'first' ? [accountCall, ...ordered] : [...ordered, accountCall];
    for (const [index, body] of all.entries()) {
      cloud.at(plusSeconds(startAt, index), () => post(cloud, body));
    }
    await cloud.advanceTo(plusSeconds(startAt, all.length + 60));
    if (cloud.errors.length > 0) throw new AggregateError(cloud.errors.map(({ error }) => error));
    const store = tableAccountPorts({ client, name: String(cloud.environment.DAYMARK_TABLE) }, { now: cloud.now });
    return await store.accounts.snapshot(account, { usageSince: '1970-01-01T00:00:00.000Z' });
  } finally {
    client.destroy();
    await cloud.stop();
  }
};

const post = async (cloud: LocalCloud, body: PrintedLine): Promise<void> => {
  const headers = { authorization: `Basic ${btoa(`${localSecrets.DAYMARK_WRITE_KEYS}:`)}` };
  const event = proxyEvent({
    method: 'POST',
    url: `/v1/${body.type}`,
    headers,
    body: JSON.stringify(body),
    at: cloud.now(),
  });
  const answer = (await cloud.invoke('ingest-usage', event)) as { statusCode?: number; body?: string };
  if (answer.statusCode !== 200) throw new Error(`ingest-usage answered ${answer.statusCode}: ${answer.body}`);
};

/** In an order of the seed's, a third of the calls twice or three times. */
export const shuffled =
  (seed: number): StoredOrder =>
  calls => {
    let state = seed;
    // Lehmer's generator: the same order for the same seed.
    const random = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const repeated = calls.flatMap(call => Array.from({ length: Math.max(1, Math.floor(random() * 4)) }, () => call));
    return repeated
      .map(call => ({ call, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ call }) => call);
  };
