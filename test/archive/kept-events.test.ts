import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Erasure } from '../../engine/account/former-contact.ts';
import { publicLine } from '../../engine/account/public-line.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { readLines } from '../../engine/archive/use-cases/read-lines.ts';
import type { Project } from '../../engine/build/build-project.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { awsOperator } from '../../engine/cli/operate/aws-operator.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import type { World } from '../../engine/local/world.ts';
import { startMemoryWorld } from '../../engine/memory/memory-world.ts';
import { inMemory } from '../../engine/playback/in-memory.ts';
import { play } from '../../engine/playback/play.ts';
import { populate } from '../../engine/playback/populate.ts';
import { recognizeEvents } from '../../engine/playback/read-events.ts';
import type { Operator } from '../../engine/ports/operator.ts';
import { shippedProject, textOf } from '../support/play-case.ts';
import {
  invoicePaid,
  paymentFailed,
  promptAction,
  signup,
  successPlan,
  taskAction,
  track,
} from '../support/recorded-events.ts';

/** Mail to the admin is reported as spam. */
const annoyed = signup('acme', '2026-03-02T09:00:00Z', { timezone: 'Europe/Berlin' }, { bob: 'member' }).map(event =>
  event.userId === 'acme-ada' && event.type === 'identify'
    ? {
        ...event,
        traits: { ...(event.traits as object), email: 'complaint@simulator.amazonses.com', name: 'Ada Byron' },
      }
    : event,
);

const events = [
  ...annoyed,
  // Around midnight, in the account's own time, and of a user whose account is not said.
  {
    ...track('acme', 'Project Created', '2026-03-03T10:00:00', { context: {}, userId: 'acme-bob' }),
    receivedAt: '2026-03-03T23:59:59.900Z',
  },
  successPlan('acme', '2026-03-04T10:00:00Z', [{ id: 'go-live', title: 'Ada goes live', owner: 'acme-ada' }]),
  paymentFailed('acme', '2026-03-05T10:00:00Z', '2026-03-08T10:00:00Z', { customer_email: 'ada@byron.example' }),
  taskAction('acme', 'payment-review', 'acknowledge', '2026-03-06T10:00:00Z'),
  promptAction('acme', 'acme-ada', 'payment-banner', 'dismissed', '2026-03-06T11:00:00Z'),
  track('acme', 'Survey Responded', '2026-03-07T10:00:00Z', {
    properties: { survey: 'csat', score: 2, comment: 'ask Bob about it' },
  }),
  invoicePaid('acme', '2026-03-09T10:00:00Z'),
];

const environment = { ...localSecrets, DAYMARK_ARCHIVE: 'daymark-events' };
const end = '2026-04-10T00:00:00.000Z';
const all = { from: '2026-01-01T00:00:00.000Z', to: end };

interface Kept {
  lines: string[];
  /** As `lines`, after the admin was erased. */
  afterErasure: string[];
  timeline: string[];
}

const projectPlayed = async () => {
  const shipped = await shippedProject();
  const project = {
    ...shipped,
    journeys: shipped.journeys.filter(({ definition }) => ['onboarding', 'payment-recovery'].includes(definition.id)),
  };
  const journeys = project.journeys.map(({ definition }) => definition);
  return { project, journeys, catalog: project.catalog, until: end };
};

/** Plays in a world that keeps events, and reads them by an operator before it ends. */
const keptIn = async (
  start: (at: Instant, project: Project) => Promise<World & { operator(): Operator }>,
): Promise<Kept> => {
  const { project, ...played } = await projectPlayed();
  const [lines, afterErasure]: [string[], string[]] = [[], []];
  const { lines: timeline } = await play({
    ...played,
    recorded: recognizeEvents(textOf(events).split('\n'), 'events'),
    start: async at => {
      const world = await start(at, project);
      await populate(world, project);
      const read = async (erasures: readonly Erasure[]) =>
        (await Array.fromAsync(readLines(world.operator().archive, all, erasures))).map(({ text }) => text);
      return {
        ...world,
        stop: async () => {
          lines.push(...(await read([])));
          afterErasure.push(...(await read([{ account: 'acme', contact: 'acme-ada', at: end, addresses: [] }])));
          await world.stop();
        },
      };
    },
  });
  return { lines, afterErasure, timeline: textsOf(timeline) };
};

const textsOf = (lines: readonly TimelineLine[]) => lines.map(line => JSON.stringify(publicLine(line)));

let folder: string;
let worlds: Record<'memory' | 'cloud', Kept>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-archive-'));
  await writeBuild((await projectPlayed()).project, folder);
  worlds = {
    memory: await keptIn(async startAt => startMemoryWorld({ startAt, environment })),
    cloud: await keptIn(async startAt => {
      const cloud = await startLocalCloud({ startAt, environment: { ...environment, DAYMARK_BUILD: folder } });
      const { DAYMARK_TABLE: table = '', DAYMARK_EVENTS_QUEUE_URL: eventsQueueUrl = '' } = cloud.environment;
      const reached = { table, eventsQueueUrl, switchesPath: '/daymark/switches', machinePrefix: 'daymark-' };
      const operator = () => awsOperator({ ...reached, archiveBucket: 'daymark-events', clock: { now: cloud.now } });
      return { ...cloud, operator };
    }),
  };
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

describe('what is kept of accepted events', () => {
  it('is every event once, by whichever door it came, in order of arrival', () => {
    const kept = worlds.memory.lines.map(
      line => JSON.parse(line) as { type?: string; name?: string; eventType?: string },
    );
    expect(kept.map(({ type, name, eventType }) => [type ?? eventType, name].filter(Boolean).join(' '))).toEqual([
      ...['group', 'identify', 'identify', 'track', 'Complaint', 'event contact.unsubscribed', 'track', 'plan'],
      ...['event payment.failed', 'Complaint', 'event task.acknowledged', 'event prompt.dismissed', 'track'],
      ...['Complaint', 'event payment.succeeded'],
    ]);
  });

  it('is the same in both worlds', () => {
    expect(worlds.cloud).toEqual(worlds.memory);
  });

  it('comes to the same timeline when it is played', async () => {
    const { project, ...played } = await projectPlayed();
    const recorded = recognizeEvents(worlds.memory.lines, 'kept');
    expect(recorded.rejected).toEqual([]);
    const again = await play({ ...played, recorded, start: inMemory({ project }) });
    expect(again.rejected).toEqual([]);
    expect(textsOf(again.lines)).toEqual(worlds.memory.timeline);
  });

  it('names nobody: no name, no address, no words', () => {
    const text = worlds.memory.lines.join('\n');
    for (const personal of ['Byron', 'byron', 'complaint@', '@customer.example', 'ask Bob', 'goes live'])
      expect(text).not.toContain(personal);
  });

  it('forgets what was said of a person who was erased', () => {
    const { lines, afterErasure } = worlds.memory;
    const left = lines.filter(line => !afterErasure.includes(line));
    expect(left.map(line => JSON.parse(line))).toMatchObject([{ type: 'identify', userId: 'acme-ada' }]);
  });
});
