import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DomainEvent } from '../engine/account/event.ts';
import { tableAccountPorts } from '../engine/adapters/aws/table/account-ports.ts';
import { allTimelines } from '../engine/adapters/aws/table/timeline.ts';
import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { instant, plusSeconds } from '../engine/kernel/instant.ts';
import type { Disturb } from '../engine/local/disturbance.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { eventsQueue } from '../engine/local/world.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { populate } from '../engine/playback/populate.ts';
import { seeded } from '../engine/sample/random.ts';
import { createHandler as routeEvents } from '../functions/route-events.ts';
import { account } from '../test/support/recorded-events.ts';
import { inFolder } from './in-folder.ts';
import { timed } from './part.ts';

export interface PlayLoad {
  accounts: number;
  /** Messages for each account, two of which are repeats. */
  messagesEach: number;
  seed: number;
  tell?(text: string): void;
}

export interface Borne {
  messages: number;
  /** Calls of DynamoDB, and how many of them were throttled. */
  calls: number;
  throttled: number;
  seconds: number;
  cpuSeconds: number;
  /** Virtual time from the burst to the last mail. */
  secondsToLastMail: number;
  /** Memory of this process in bytes: before the burst, and its peak. */
  rss: { before: number; peak: number };
  deadLetters: number;
  left: number;
  failedExecutions: number;
  /** Number of accounts by their number of enrollments, welcome mails, welcome lines, and stored events. */
  effects: Record<'enrollments' | 'mails' | 'lines' | 'marks', Record<number, number>>;
}

const startAt = instant('2026-01-05T10:00:00Z');
export const mailsPerSecond = 14;
const throttledShare = 0.05;

/**
 * A burst of events from many accounts into the events queue, processed by the shipped journeys, while SES accepts 14
 * mails a second and DynamoDB throttles every twentieth call. Each account signs up, which enrolls and welcomes it
 * once, and sends events that routing stores; two messages arrive twice under different ids.
 */
export const playLoad = ({ accounts, messagesEach, seed, tell }: PlayLoad): Promise<Borne> =>
  inFolder(async folder => {
    const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
    await writeBuild(project, folder);
    const random = seeded(seed);
    let [isBurst, calls, throttled] = [false, 0, 0];
    const disturb: Disturb = ({ service }) => {
      if (!isBurst || service !== 'dynamodb') return undefined;
      calls += 1;
      if (!random.chance(throttledShare)) return undefined;
      throttled += 1;
      return { kind: 'throttled' };
    };
    const environment = { ...localSecrets, DAYMARK_BUILD: folder };
    const cloud = await startLocalCloud({ startAt, seed, environment, disturb, concurrency: 50 });
    const ids = Array.from({ length: accounts }, (_, index) => `account-${String(index).padStart(5, '0')}`);
    try {
      await populate(cloud, project);
      // Batches overlap as on AWS, since no count depends on task assignment.
      const connected = cloud.connect({});
      cloud.registerFunction('route-events', routeEvents(connected));
      // An earlier peak of the same size, because the send brake would stop the burst otherwise.
      await connected.sends.keepPeak('onboarding', plusSeconds(startAt, -86_400), accounts);
      tell?.('the accounts');
      await introduce(cloud, ids);
      const queue = cloud.queues.get(eventsQueue);
      const before = process.memoryUsage.rss();
      const memory = watchMemory();
      const messages = ids.flatMap(id => messagesOf(id, messagesEach));
      for (const { event, deduplication } of messages)
        queue.send({ body: JSON.stringify(event), group: event.account, deduplication });
      cloud.mailbox.limitTo(mailsPerSecond);
      isBurst = true;
      const work = await timed(async () => {
        for (let minute = 1; minute <= 60; minute++) {
          tell?.(`${queue.size()} messages are left`);
          await cloud.advanceTo(plusSeconds(startAt, minute * 60));
        }
      });
      isBurst = false;
      const peak = memory.stop();
      return {
        messages: messages.length,
        ...{ calls, throttled, seconds: work.wall, cpuSeconds: work.cpu, rss: { before, peak } },
        secondsToLastMail: Math.max(...cloud.mailbox.mails().map(({ at }) => at - Date.parse(startAt))) / 1000,
        deadLetters: queue.deadLetters.length,
        left: queue.size(),
        failedExecutions: cloud.executions().filter(({ status }) => status === 'FAILED').length,
        effects: await effectsOf(cloud, ids),
      };
    } finally {
      await cloud.stop();
    }
  });

/** Low-touch accounts, each with one admin, before they sign up. */
const introduce = async (cloud: LocalCloud, ids: readonly string[]): Promise<void> => {
  const bodies = ids.flatMap(id => account(id, startAt));
  const worker = async () => {
    for (let body = bodies.shift(); body; body = bodies.shift()) {
      const { problem } = await deliver(cloud, { kind: 'segment', body, text: JSON.stringify(body) });
      if (problem) throw new Error(`An account was refused: ${problem.what}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  await cloud.settle();
};

const messagesOf = (id: string, number: number): { event: DomainEvent; deduplication: string }[] => {
  const distinct = Array.from(
    { length: number - 2 },
    (_, index): DomainEvent => ({
      id: `segment:${id}-${index}`,
      source: 'segment',
      account: id,
      user: `${id}-ada`,
      name: index === 0 ? 'Account Created' : 'Project Created',
      occurredAt: startAt,
      receivedAt: startAt,
      fields: {},
    }),
  );
  const again = [distinct[0], distinct.at(-1)].flatMap(event => event ?? []);
  return [
    ...distinct.map(event => ({ event, deduplication: event.id })),
    ...again.map(event => ({ event, deduplication: `${event.id} again` })),
  ];
};

const effectsOf = async (cloud: LocalCloud, ids: readonly string[]): Promise<Borne['effects']> => {
  const client = new DynamoDBClient({});
  const table = { client, name: String(cloud.environment.DAYMARK_TABLE) };
  try {
    const welcomes = cloud.mailbox.mails().filter(({ tags }) => tags.step === 'welcome');
    const mails = tally(
      welcomes.map(({ tags }) => Buffer.from(tags.account ?? '', 'base64url').toString()),
      ids,
    );
    const lines = await Array.fromAsync(allTimelines(table));
    const of = (type: string, step?: string) =>
      tally(
        lines
          .filter(({ journey, entry }) => journey === 'onboarding' && entry.type === type)
          .filter(({ entry }) => step === undefined || ('step' in entry && entry.step === step))
          .map(line => line.account),
        ids,
      );
    const store = tableAccountPorts(table, { now: cloud.now });
    const marked: string[] = [];
    for (const id of ids) {
      const { usage } = await store.accounts.snapshot(id, { usageSince: '1970-01-01T00:00:00.000Z' });
      marked.push(...[...usage].filter(mark => mark.id.startsWith(`segment:${id}-`)).map(() => id));
    }
    return { enrollments: of('enrolled'), mails, lines: of('touch', 'welcome'), marks: tally(marked, ids) };
  } finally {
    client.destroy();
  }
};

/** Number of ids by how often each occurs in `named`. */
const tally = (named: readonly string[], ids: readonly string[]): Record<number, number> => {
  const counts = new Map(ids.map(id => [id, 0]));
  for (const id of named) counts.set(id, (counts.get(id) ?? 0) + 1);
  const tallies: Record<number, number> = {};
  for (const count of counts.values()) tallies[count] = (tallies[count] ?? 0) + 1;
  return tallies;
};

const watchMemory = (): { stop(): number } => {
  let peak = process.memoryUsage.rss();
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 100);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
};
