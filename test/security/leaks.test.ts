import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderAsl } from '../../engine/asl/render-asl.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { instant } from '../../engine/kernel/instant.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { populate } from '../../engine/playback/populate.ts';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';
import { queues } from '../../engine/wiring/queues.ts';
import { shippedProject } from '../support/play-case.ts';
import {
  addressOf,
  chargeFailed,
  identify,
  paymentFailed,
  signup,
  successPlan,
  track,
} from '../support/recorded-events.ts';

/** People with names that occur nowhere else, in journeys that mail, show prompts, and open tasks. */
const start = '2026-01-05T10:00:00Z';
const on = (day: number): string => new Date(Date.parse(start) + day * 86_400_000).toISOString();
const people = {
  'acme-ada': 'Zsofia Quillfeather',
  'acme-bo': 'Ignatius Wobblethorpe',
  'beta-ada': 'Xanthe Ploughwright',
};
const events = [
  ...signup('acme', start, { renewalAt: '2026-05-15', arr: 20_000 }, { bo: 'billing' }),
  ...signup('beta', start, { touchModel: 'digital' }),
  ...Object.entries(people).map(([id, name]) =>
    identify(id.slice(0, 4), id, on(0), { name, email: addressOf(id), ...(id === 'acme-bo' && { role: 'billing' }) }),
  ),
  // A mail bounces, and one line has what is personal where nothing personal may be.
  identify('beta', 'beta-cy', on(0), { email: 'bounce+wobble@simulator.amazonses.com', name: 'Bounce Wobblethorpe' }),
  track('acme', 'Project Created', on(1), { properties: { email: addressOf('acme-bo'), name: people['acme-bo'] } }),
  track('acme', 'Survey Responded', on(4), {
    properties: { survey: 'csat', score: 1, topic: 'Snollygoster', comment: 'Your Flibbertigibbet is slow.' },
  }),
  chargeFailed('acme', on(5), 'insufficient_funds'),
  paymentFailed('acme', on(5), on(8)),
  successPlan('acme', on(3), [
    { id: 'launch', title: 'Outshine Gnatwicket', owner: 'olga-swanfeather', dueAt: on(40) },
    { id: 'reports', title: 'Zebrawood reports', metric: 'count:Report Shared', target: 5, dueAt: on(60) },
  ]),
];

/** The customer's own words, in the plan above, and in the answer to a survey. */
const planned = ['Outshine', 'Gnatwicket', 'olga-swanfeather', 'Zebrawood'];
const commented = ['Flibbertigibbet', 'Snollygoster'];
const words = [...planned, ...commented];

const secrets = Object.values(localSecrets).filter(value => /secret|password|whsec|pdl_/.test(value));
const personal = [
  ...Object.keys(people).map(addressOf),
  ...Object.values(people).flatMap(name => [name, ...name.split(' ')]),
  'bounce+wobble@simulator.amazonses.com',
];

let folder: string;
let cloud: LocalCloud;
let sent: { queue: string; body: string }[];
let printed: string;
let items: { sk: string; text: string }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-leaks-'));
  const project = await shippedProject();
  await writeBuild(project, folder);
  sent = [];
  printed = '';
  const streams = [process.stdout, process.stderr];
  const original = streams.map(({ write }) => write);
  cloud = await startLocalCloud({ startAt: instant(start), environment: { ...localSecrets, DAYMARK_BUILD: folder } });
  const client = new DynamoDBClient({});
  for (const stream of streams)
    stream.write = ((text: string | Uint8Array) => {
      printed += String(text);
      return true;
    }) as typeof stream.write;
  const { error, warn, log } = console;
  for (const name of ['error', 'warn', 'log'] as const)
    console[name] = (...args: unknown[]) => {
      printed += `${args.map(String).join(' ')}\n`;
    };
  try {
    for (const { name } of Object.values(queues)) {
      const queue = cloud.queues.get(name);
      const { send } = queue;
      queue.send = message => {
        sent.push({ queue: name, body: JSON.stringify(message) });
        return send(message);
      };
    }
    await populate(cloud, project);
    for (const event of events) {
      const text = JSON.stringify(event);
      const line = recognizeLine(text);
      if ('what' in line) throw new Error(line.what);
      if (line.at > cloud.now()) await cloud.advanceTo(line.at);
      await deliver(cloud, { ...line, text });
      await cloud.settle();
    }
    await cloud.advanceTo(instant(on(130)));
    items = [];
    for await (const page of paginateScan({ client }, { TableName: cloud.environment.DAYMARK_TABLE ?? '' }))
      for (const item of page.Items ?? []) items.push({ sk: item.sk?.S ?? '', text: JSON.stringify(item) });
  } finally {
    client.destroy();
    Object.assign(console, { error, warn, log });
    for (const [index, stream] of streams.entries()) stream.write = original[index] as typeof stream.write;
  }
}, 180_000);
afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true });
});

/** Which of them the text holds. */
const found = (text: string, needles = [...personal, ...words, ...secrets]): string[] =>
  needles.filter(needle => text.includes(needle));

describe('a whole run', () => {
  test('did what can leak: it mailed, bounced, waited, held a task, and failed at nothing', () => {
    expect(cloud.mailbox.mails().length).toBeGreaterThan(8);
    expect(
      found(
        cloud.mailbox
          .mails()
          .map(({ to }) => to)
          .join(' '),
        personal,
      ).length,
    ).toBeGreaterThanOrEqual(4);
    expect(sent.length).toBeGreaterThan(8);
    expect(items.some(({ sk }) => sk.startsWith('HOT#TASK#') || sk.startsWith('TASK#'))).toBe(true);
    expect(cloud.errors).toEqual([]);
  });

  test('prints neither a person nor a secret', () => {
    expect(found(printed)).toEqual([]);
  });

  test('leaves neither in executions: their names, input, output, variables and where they stand', () => {
    const executions = cloud.executions();
    expect(executions.length).toBeGreaterThan(3);
    for (const { arn, input, output, error, cause, position } of executions) {
      const { state, variables, context, input: entered } = position;
      expect(found(JSON.stringify({ arn, input, output, error, cause, state, variables, context, entered }))).toEqual(
        [],
      );
    }
  });

  test('leaves neither in definitions', async () => {
    const { journeys } = await shippedProject();
    expect(journeys.length).toBeGreaterThan(20);
    for (const { definition, machine } of journeys)
      expect([definition.id, machine && found(renderAsl(machine))]).toEqual([definition.id, []]);
  });

  test('sends neither through queues, but for what SES itself tells of a mail, which is read and dropped', () => {
    expect(new Set(sent.map(({ queue }) => queue)).size).toBeGreaterThan(1);
    for (const { queue, body } of sent) {
      const isOfSes = queue === queues.feedback.name && body.includes('eventType');
      expect([queue, found(body, isOfSes ? secrets : undefined)]).toEqual([queue, []]);
    }
  });

  test('puts neither into tags, and no person or secret but the signed link into headers', () => {
    expect(cloud.mailbox.mails().length).toBeGreaterThan(3);
    for (const { tags, headers, configurationSet } of cloud.mailbox.mails())
      expect(found(JSON.stringify({ tags, headers, configurationSet }))).toEqual([]);
  });

  test('keeps people in contacts, words of customers in rows of their own, and secrets nowhere in the table', () => {
    expect(items.length).toBeGreaterThan(50);
    for (const { sk, text } of items) {
      const allowed = sk.startsWith('HOT~CONTACT#')
        ? personal
        : sk === 'HOT#SUCCESS'
          ? planned
          : sk.startsWith('ANSWER#')
            ? ['Flibbertigibbet']
            : [];
      expect([sk, found(text).filter(each => !allowed.includes(each))]).toEqual([sk, []]);
    }
    expect(items.filter(({ text }) => found(text, words).length > 0).map(({ sk }) => sk.split('#')[0])).toEqual(
      expect.arrayContaining(['HOT', 'ANSWER']),
    );
    expect(items.filter(({ text }) => found(text, personal).length > 0).length).toBeGreaterThan(2);
  });
});
