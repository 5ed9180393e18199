import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { Task } from '../../engine/account/task.ts';
import { connectorSettings } from '../../engine/adapters/aws/connector-settings.ts';
import { crmClients } from '../../engine/adapters/aws/crm/crm-clients.ts';
import type { CrmName } from '../../engine/connectors/crms.ts';
import type { CrmMapping } from '../../engine/definition/crm-mapping.ts';
import { ingestPartnerEvent } from '../../engine/ingest/use-cases/ingest-partner-event.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { notifyTask } from '../../engine/tasks/use-cases/notify-task.ts';
import { createHandler } from '../../functions/ingest-connector.ts';
import { crashingPorts, mortalProcess } from '../support/crash.ts';
import { type CrmServer, crmServers } from '../support/crm-servers.ts';
import { aJourney } from '../support/journeys.ts';
import { catalog, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { aTask } from '../support/tasks.ts';
import { someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;
const names = ['hubspot', 'salesforce'] as const;
const servers = new Map<CrmName, CrmServer>();
beforeAll(async () => {
  for (const name of names) servers.set(name, await crmServers[name]());
});
afterAll(async () => {
  for (const { server } of servers.values()) await server.stop();
});

interface Crm {
  attribute: string;
  company: string;
  mapping: CrmMapping;
  /** What a new one has, and what closes it. */
  status: { field: string; open: string; done: string };
  owner: string;
}

const crms: Readonly<Record<CrmName, Crm>> = {
  hubspot: {
    attribute: 'hubspotCompanyId',
    company: '9',
    mapping: {
      fields: {},
      owners: { '71': 'maya@example.com', '72': 'tom' },
      tasks: { field: 'hs_task_status', outcomes: { COMPLETED: 'plan_agreed', DEFERRED: 'not_actionable' } },
    },
    status: { field: 'hs_task_status', open: 'NOT_STARTED', done: 'COMPLETED' },
    owner: 'hubspot_owner_id',
  },
  salesforce: {
    attribute: 'salesforceAccountId',
    company: '001A000001abcdeAAA',
    mapping: {
      fields: {},
      owners: { '71': 'maya', '72': 'tom' },
      tasks: { field: 'Outcome__c', outcomes: { Plan: 'plan_agreed', None: 'not_actionable' } },
    },
    status: { field: 'Status', open: 'Not Started', done: 'Completed' },
    owner: 'OwnerId',
  },
};

/** An account with an open task of Maya's, and a CRM that has its company. */
const someWorld = async (name: CrmName, { isNameless = false } = {}) => {
  const account = `crm-${++count}`;
  const crm = crms[name];
  const there = servers.get(name) as CrmServer;
  const { server } = there;
  there.tasks.clear();
  there.fails = () => undefined;
  server.received.length = 0;
  const world = routeWorld(store, account, [aJourney()]);
  world.team.push({ id: 'maya', email: 'maya@example.com', name: 'Maya' }, { id: 'tom', email: 'tom@example.com' });
  const { ports } = world;
  const settings = {
    ...ports.settings,
    connectors: connectorSettings({ DAYMARK_HUBSPOT_SECRETS: ['the client secret'] }),
    taskSinks: { [name]: 'sales' },
    taskUrl: 'https://console.example/tasks/{task}',
  };
  const mapped = { ...catalog, crm: { [name]: crm.mapping } };
  const destinations = { slack: {}, webhook: {}, [name]: { sales: there.destination } };
  const withCrm: AllPorts = {
    ...ports,
    settings,
    build: { ...ports.build, catalog: async () => mapped },
    crm: crmClients(destinations, { clock: ports.clock, pausesInMilliseconds: [1, 1, 1] }),
  };
  const id = `call-${count}`;
  const attributes = isNameless ? {} : { [crm.attribute]: crm.company };
  await world.given([
    { kind: 'profile', profile: someProfile(attributes, { account }) },
    { kind: 'task', task: aTask({ account, id }) },
  ]);
  const task = async () => (await ports.tasks.find(account, id)) as Task;
  const tell = async (by: AllPorts = withCrm) => {
    const { revision, change = 'updated' } = await task();
    await notifyTask({ account, task: id, revision, change, at: world.clock.at }, by);
  };
  return {
    ...{ world, crm, there, server, tell, task, account, id },
    ports: withCrm,
    only: () => [...there.tasks.values()],
    becomes: async (more: Partial<Task>) =>
      world.given([{ kind: 'task', task: { ...(await task()), ...more, revision: (await task()).revision + 1 } }]),
    route: async () => {
      for (const event of world.published.splice(0)) await route(event as DomainEvent, withCrm);
    },
  };
};

const resolved = {
  status: 'resolved',
  change: 'resolved',
  outcome: { code: 'plan_agreed', by: 'maya', at: '2026-03-10T09:30:00.000Z' },
} as const;

describe.each(names)('a task of an account that %s knows', name => {
  it('is made there once, follows every change, and is closed with its outcome', async () => {
    const { tell, becomes, only, crm, server } = await someWorld(name);
    await tell();
    await tell();
    const [task] = only();
    expect(task?.company).toBe(crm.company);
    expect(task?.fields).toMatchObject({ [crm.owner]: '71', [crm.status.field]: crm.status.open });
    expect(JSON.stringify(task?.fields)).toMatch(/Acme: login drop.*Logins down 41 %.*Do: book an admin review/);
    expect(JSON.stringify(task?.fields)).toMatch(/\$12,000 a year.*https:\/\/console\.example\/tasks\/call-/);
    // What the team does with it there is not undone from here.
    (task as { fields: Record<string, string> }).fields[crm.status.field] = 'IN_PROGRESS';
    await becomes({ owner: 'tom', severity: 1, change: 'reassigned', inDigest: true });
    await tell();
    expect(only()[0]?.fields).toMatchObject({ [crm.owner]: '72', [crm.status.field]: 'IN_PROGRESS' });
    expect(JSON.stringify(only()[0]?.fields)).toMatch(/severity 1/);
    await becomes(resolved);
    await tell();
    const { field = '', outcomes = {} } = crm.mapping.tasks ?? {};
    expect(only()).toHaveLength(1);
    expect(only()[0]?.fields[crm.status.field]).toBe(crm.status.done);
    expect(outcomes[only()[0]?.fields[field] ?? '']).toBe('plan_agreed');
    expect(JSON.stringify(only()[0]?.fields)).toContain('Done: plan agreed (Maya)');
    expect(JSON.stringify(server.received)).not.toContain('@');
  });

  it('is not made where the account names no company, or the task is done already', async () => {
    const nameless = await someWorld(name, { isNameless: true });
    await nameless.tell();
    expect(nameless.server.received).toEqual([]);
    const done = await someWorld(name);
    await done.becomes(resolved);
    await done.tell();
    expect(done.server.received).toEqual([]);
  });

  it('is closed here when it is closed there, and its echo says nothing', async () => {
    const { tell, there, task, world, ports, account, route: routed, crm } = await someWorld(name);
    await tell();
    const [[copy = ''] = []] = there.tasks;
    const { field = '' } = crm.mapping.tasks ?? {};
    const value = name === 'hubspot' ? 'DEFERRED' : 'None';
    await closes[name](ports, { task: 'another', field, value });
    await closes[name](ports, { task: copy, field, value: 'WAITING' });
    expect(world.published).toEqual([]);
    await closes[name](ports, { task: copy, field, value });
    expect(world.published).toMatchObject([{ account, name: 'task.resolved', fields: { by: 'tom' } }]);
    await routed();
    expect(await task()).toMatchObject({ status: 'resolved', outcome: { code: 'not_actionable', by: 'tom' } });
    await tell();
    await closes[name](ports, { task: copy, field, value });
    expect(world.published).toEqual([]);
  });

  it('is one there, and as it stands, whenever the process dies that makes it', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 9; at++) {
        const { tell, ports, world, only, becomes, crm } = await someWorld(name);
        const mortal = mortalProcess();
        mortal.awaits({ at, when });
        const dying: AllPorts = {
          ...crashingPorts(ports, { at: 1_000, when }),
          ...{ accounts: mortal.through(ports.accounts), claims: mortal.through(ports.claims) },
          ...{ crmCopies: mortal.through(ports.crmCopies), tasks: mortal.through(ports.tasks) },
          crm: (...args) => mortal.through(ports.crm(...args)),
        };
        await tell(dying).catch(() => undefined);
        // Another change is sent before the first one is retried.
        await becomes({ severity: 1, change: 'raised' });
        await tell().catch(() => undefined);
        if (at % 2) await becomes(resolved);
        world.later(71);
        await tell();
        expect([when, at, only().length]).toEqual([when, at, at % 2 && only().length === 0 ? 0 : 1]);
        if (only()[0]) {
          expect(JSON.stringify(only()[0]?.fields)).toContain('severity 1');
          expect(only()[0]?.fields[crm.status.field]).toBe(at % 2 ? crm.status.done : crm.status.open);
        }
      }
    }
  });

  it('that changes while it is written there is written again', async () => {
    const { tell, ports, becomes, only } = await someWorld(name);
    let isChanged = false;
    const slow: AllPorts = {
      ...ports,
      crm: (...args) => {
        const client = ports.crm(...args);
        const create: typeof client.create = async task => {
          const made = await client.create(task);
          if (!isChanged) await becomes({ severity: 1, change: 'raised' });
          isChanged = true;
          return made;
        };
        return { ...client, create };
      },
    };
    await tell(slow);
    expect(JSON.stringify(only())).toContain('severity 1');
  });

  it('of which the answer was lost is looked for before another one is made', async () => {
    const { tell, there, world, only, ports, task } = await someWorld(name);
    let lost = 0;
    there.fails = what => (/tasks$|Task$/.test(what) && !lost++ ? response => response.destroy() : undefined);
    await expect(tell()).rejects.toMatchObject({ name: 'PostUnanswered' });
    await expect(tell()).rejects.toThrow('is being made');
    world.later(71);
    await tell();
    expect(only()).toHaveLength(1);
    expect((await ports.crmCopies.ofTask(await task(), name))?.id).toBe([...there.tasks.keys()][0]);
  });

  it('that is refused is made later, and one that was deleted there stays deleted', async () => {
    const { tell, there, only } = await someWorld(name);
    there.fails = () => response => response.writeHead(400).end('{}');
    await expect(tell()).rejects.toMatchObject({ name: 'PostRefused' });
    there.tasks.clear();
    let busy = 0;
    there.fails = () => (busy++ < 2 ? response => response.writeHead(429, { 'retry-after': '0' }).end() : undefined);
    there.tasks.clear();
    await tell().catch(() => undefined);
    there.fails = () => undefined;
    await tell();
    there.tasks.clear();
    await tell();
    expect(only()).toEqual([]);
  });
});

/** By the CRM's own words, with its own proof. */
const closes: Readonly<
  Record<CrmName, (ports: AllPorts, said: { task: string; field: string; value: string }) => Promise<unknown>>
> = {
  hubspot: async (ports, { task, field, value }) => {
    const now = Date.parse(ports.clock.now());
    const body = JSON.stringify([
      {
        ...{ appId: 1, eventId: 100, portalId: 5, subscriptionId: 3, attemptNumber: 0, changeSource: 'CRM_UI' },
        ...{ subscriptionType: 'object.propertyChange', objectTypeId: '0-27', sourceId: 'userId:72' },
        ...{ objectId: Number(task) || 1, propertyName: field, propertyValue: value, occurredAt: now - 1_000 },
      },
    ]);
    const signed = `POSThttps://api.example/v1/crm/hubspot${body}${now}`;
    const event = {
      rawPath: '/v1/crm/hubspot',
      headers: {
        'x-hubspot-signature-v3': createHmac('sha256', 'the client secret').update(signed).digest('base64'),
        'x-hubspot-request-timestamp': String(now),
      },
      body,
      requestContext: { domainName: 'api.example', http: { method: 'POST' }, timeEpoch: now },
    };
    const answer = await createHandler(ports)(event as unknown as APIGatewayProxyEventV2, {} as Context);
    expect(answer.statusCode).toBe(200);
  },
  salesforce: (ports, { task, field, value }) =>
    ingestPartnerEvent(
      {
        ...{ source: 'aws.partner/salesforce.com/00D1/0YL1', 'detail-type': 'TaskChangeEvent' },
        detail: {
          payload: {
            ChangeEventHeader: {
              ...{ entityName: 'Task', recordIds: [task], changeType: 'UPDATE', changedFields: [field] },
              ...{ transactionKey: 't-1', sequenceNumber: 1, commitUser: '72' },
              commitTimestamp: Date.parse(ports.clock.now()) - 1_000,
            },
            [field]: value,
          },
        },
      },
      ports,
    ),
};
