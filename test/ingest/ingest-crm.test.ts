import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectorSettings } from '../../engine/adapters/aws/connector-settings.ts';
import { closedTask } from '../../engine/connectors/crm/closed-task.ts';
import { judgeValue } from '../../engine/ingest/allowed-values.ts';
import { ingestPartnerEvent } from '../../engine/ingest/use-cases/ingest-partner-event.ts';
import { longId } from '../../engine/kernel/salesforce-id.ts';
import { createHandler } from '../../functions/ingest-connector.ts';
import { catalog, type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { now, someProfile } from '../support/touch.ts';

const types = { name: 'string', arr: 'number', renewalAt: 'string', owner: 'string' } as const;
const crm = {
  hubspot: {
    fields: { name: 'name', annualrevenue: 'arr', renewal_date: 'renewalAt', hubspot_owner_id: 'owner' },
    owners: { '71': 'maya' },
    won: { field: 'lifecyclestage', is: 'customer', event: 'Deal Won' },
  },
  salesforce: {
    fields: { AnnualRevenue: 'arr', Renewal_Date__c: 'renewalAt', OwnerId: 'owner', Name: 'name' },
    owners: { '005A': 'tom' } as Record<string, string>,
    won: { field: 'StageName', is: 'Closed Won', event: 'Deal Won' },
  },
};

let world: RouteWorld;
beforeEach(async () => {
  world = routeWorld(testStore(), 'acme', []);
  const connectors = connectorSettings({ DAYMARK_HUBSPOT_SECRETS: ['old', 'the client secret'] });
  world.ports.settings = { ...world.ports.settings, connectors };
  const events = { ...catalog.events, 'account.updated': { fields: types }, 'Deal Won': { fields: {} } };
  world.ports.build = { ...world.ports.build, catalog: async () => ({ ...catalog, events, crm }) };
  await world.given([
    { kind: 'profile', profile: someProfile({ name: 'Acme' }) },
    { kind: 'customer', customer: 'hubspot:9', account: 'acme' },
    { kind: 'customer', customer: 'salesforce:001A', account: 'acme' },
  ]);
});

const at = Date.parse(now) - 60_000;
const change = (propertyName: string, propertyValue: string, more: object = {}) => ({
  ...{ appId: 1, eventId: 100, portalId: 5, subscriptionId: 3, attemptNumber: 0, changeSource: 'CRM_UI' },
  ...{ subscriptionType: 'company.propertyChange', objectId: 9, occurredAt: at, propertyName, propertyValue },
  ...more,
});

/** By the documented form: method, URL, body and time, in base64; the time in milliseconds. */
const post = async (body: object, { time = Date.parse(now), secret = 'the client secret' } = {}) => {
  const text = JSON.stringify(body);
  const signed = `POSThttps://api.example/v1/crm/hubspot${text}${time}`;
  const event = {
    rawPath: '/v1/crm/hubspot',
    headers: {
      'x-hubspot-signature-v3': createHmac('sha256', secret).update(signed).digest('base64'),
      'x-hubspot-request-timestamp': String(time),
    },
    body: text,
    requestContext: { domainName: 'api.example', http: { method: 'POST' }, timeEpoch: Date.parse(now) },
  };
  const answer = await createHandler(world.ports)(event as unknown as APIGatewayProxyEventV2, {} as Context);
  return { status: answer.statusCode, said: JSON.parse(answer.body ?? '{}') };
};

const said = () => world.published.map(({ account, name, fields }) => ({ account, name, fields }));

describe('changes of companies in HubSpot', () => {
  test('are attributes of the account that names the company, as the catalog says', async () => {
    const answer = await post([
      change('annualrevenue', '12000'),
      change('renewal_date', String(Date.parse('2026-09-01'))),
      change('hubspot_owner_id', '71'),
      change('name', ''),
      change('phone', '+1 555'),
      change('annualrevenue', '13000', { subscriptionType: 'object.propertyChange', objectTypeId: '0-2' }),
    ]);
    expect(answer).toEqual({ status: 200, said: { success: true, published: 5 } });
    const updated = { account: 'acme', name: 'account.updated' };
    expect(said()).toEqual([
      { ...updated, fields: { arr: 12000 } },
      { ...updated, fields: { renewalAt: '2026-09-01' } },
      { ...updated, fields: { owner: 'maya' } },
      { ...updated, fields: { name: null } },
      { ...updated, fields: { arr: 13000 } },
    ]);
  });

  test('tell that a deal is won, once a company is a customer', async () => {
    await post([change('lifecyclestage', 'lead'), change('lifecyclestage', 'Customer ')]);
    expect(said()).toEqual([{ account: 'acme', name: 'Deal Won', fields: {} }]);
  });

  test('of an owner whom the catalog or the team does not know say so, and whom they may mean', async () => {
    world.ports.build.team = async () => [{ id: 'mya', email: 'mya@example.com' }];
    const { said: answer } = await post([change('hubspot_owner_id', '72'), change('hubspot_owner_id', '71')]);
    expect(answer).toEqual({
      success: true,
      published: 1,
      warnings: [
        {
          field: 'hubspot_owner_id',
          message: `is left out: the catalog's crm.hubspot.owners names no user "72". Did you mean "71"?`,
        },
        {
          field: 'fields.owner',
          message: 'is not in journeys/team.ts, so tasks go to a pool. Did you mean "mya"?',
        },
      ],
    });
    expect(said()).toEqual([{ account: 'acme', name: 'account.updated', fields: { owner: 'maya' } }]);
  });

  test('of an owner who is not of the team, of a contact and of a deal say nothing', async () => {
    const others = ['contact.propertyChange', 'deal.propertyChange'];
    const changes = others.map(subscriptionType => change('name', 'Ada', { subscriptionType }));
    expect((await post([...changes, change('hubspot_owner_id', '72')])).said.published).toBe(0);
  });

  test('with a date that is none leave that one out, and say so', async () => {
    const { status, said: answer } = await post([change('renewal_date', 'next spring'), change('name', 'Acme Labs')]);
    expect([status, answer.published]).toEqual([200, 1]);
    expect(answer.warnings[0].field).toBe('fields.renewalAt');
  });

  test('come beside what an app subscribes to besides, and beside one that is wrong: that one is left out, and told', async () => {
    const association = {
      subscriptionType: 'company.associationChange',
      fromObjectId: 9,
      toObjectId: 8,
      occurredAt: at,
    };
    const { status, said: answer } = await post([
      association,
      change('annualrevenue', '12000'),
      change('annualrevenue', '1', { objectId: undefined }),
      change('name', 'Acme', { occurredAt: 'today' }),
      change('name', 'Acme Labs'),
      ...[null, 'x', {}, change('name', 'Acme', { subscriptionType: 7 })],
      change('name', 'Acme', { objectId: 2 ** 53 }),
    ]);
    expect([status, answer.published]).toEqual([200, 2]);
    expect(answer.warnings.map(({ field }: { field: string }) => field)).toEqual([
      ...['[2].objectId', '[3].occurredAt', '[5]', '[6]', '[7].subscriptionType', '[8].subscriptionType'],
      '[9].objectId',
    ]);
    expect((await post([association])).said).toEqual({ success: true, published: 0 });
    const alone = await post([change('name', 'Acme', { objectId: undefined })]);
    expect([alone.status, alone.said.error.field]).toEqual([400, 'objectId']);
    expect((await post({ change: 1 })).status).toBe(400);
  });

  test('that are forged, or signed five minutes ago, are refused', async () => {
    const body = [change('name', 'Mallory')];
    expect((await post(body, { secret: 'another one' })).status).toBe(400);
    expect((await post(body, { time: Date.parse(now) - 301_000 })).status).toBe(400);
    expect(world.published).toEqual([]);
  });
});

const relayed = (entityName: string, fields: object, header: object = {}) => ({
  ...{ source: 'aws.partner/salesforce.com/00D1/0YL1', 'detail-type': `${entityName}ChangeEvent` },
  detail: {
    ...{ schemaId: 's1', id: 'e1' },
    payload: {
      ChangeEventHeader: {
        ...{ entityName, recordIds: ['001A'], changeType: 'UPDATE', changedFields: Object.keys(fields) },
        ...{ transactionKey: 't-1', sequenceNumber: 1, commitTimestamp: at },
        ...header,
      },
      ...fields,
    },
  },
});

describe('change events of Salesforce, relayed to EventBridge', () => {
  test('are attributes of the account that names the Salesforce account', async () => {
    const fields = { AnnualRevenue: 9000, Renewal_Date__c: '2026-09-01', OwnerId: '005A', Phone: '+1 555' };
    await ingestPartnerEvent(relayed('Account', fields), world.ports);
    await ingestPartnerEvent(relayed('Account', { Name: 'Gone' }, { changeType: 'DELETE' }), world.ports);
    expect(said()).toEqual([
      { account: 'acme', name: 'account.updated', fields: { arr: 9000, renewalAt: '2026-09-01', owner: 'tom' } },
    ]);
  });

  test('are of the account that names it by the short id of reports and links, and of the owner so', async () => {
    const long = '001A0000006Vm9rIAC';
    expect([longId('001A0000006Vm9r'), longId('0000000000000AZ'), longId(long), longId('001A')]).toEqual([
      long,
      '0000000000000AZAAY',
      long,
      '001A',
    ]);
    expect(judgeValue('salesforceAccountId', '001A0000006Vm9r', 'string', {})).toEqual({ value: long });
    await world.given([{ kind: 'customer', customer: `salesforce:${long}`, account: 'acme' }]);
    crm.salesforce.owners = { '005A0000001Tomq': 'tom' };
    await ingestPartnerEvent(
      relayed('Account', { OwnerId: longId('005A0000001Tomq') }, { recordIds: [long] }),
      world.ports,
    );
    expect(said()).toEqual([{ account: 'acme', name: 'account.updated', fields: { owner: 'tom' } }]);
    // Other ids have one form.
    expect(judgeValue('stripeCustomerId', 'cus_A0000006Vm9', 'string', {})).toEqual({ value: 'cus_A0000006Vm9' });
  });

  test('of an opportunity tell that it is won, of the account that they are enriched by', async () => {
    const won = { StageName: 'closed-won', Name: 'Acme, 20 seats', AccountId: '001A' };
    await ingestPartnerEvent(relayed('Opportunity', won, { recordIds: ['006A'] }), world.ports);
    await ingestPartnerEvent(relayed('Opportunity', { ...won, AccountId: undefined }), world.ports);
    expect(said()).toEqual([{ account: 'acme', name: 'Deal Won', fields: {} }]);
  });

  test('of a company that no account names yet keep its customer, by which they wait', async () => {
    await ingestPartnerEvent(relayed('Account', { Name: 'New' }, { recordIds: ['001B'] }), world.ports);
    expect(world.published).toMatchObject([{ customer: 'salesforce:001B', fields: { name: 'New' } }]);
  });
});

test('a task is closed by its status in any spelling', () => {
  const outcomes = { 'In Review': 'not_actionable', Completed: 'plan_agreed' } as const;
  const closed = (status: unknown) =>
    closedTask(
      'salesforce',
      { id: '1', occurredAt: now, receivedAt: now, task: 't', user: undefined, fields: { Status: status } },
      { fields: {}, tasks: { field: 'Status', outcomes } },
    ).map(({ fields }) => fields.outcome);
  expect(['COMPLETED', 'in_review', 'Complete', '', null, 'constructor'].map(closed)).toEqual([
    ['plan_agreed'],
    ['not_actionable'],
    [],
    [],
    [],
    [],
  ]);
});
