import {
  ConditionalCheckFailedException,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import jsonata from 'jsonata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParkState } from '../../engine/asl/asl.ts';
import { parkState } from '../../engine/asl/park-state.ts';
import type { Wake } from '../../engine/definition/step-call.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';

const anchor = '2026-03-05T10:00:00.500Z';
const input = {
  account: 'acme',
  enrollment: 'onboarding-1',
  generation: 1,
  until: '2026-03-08T09:00:00Z',
  at: anchor,
  waited: '',
};

const fiveDays: Wake = { kind: 'after', duration: { unit: 'days', amount: 5 } };
const beforeRenewal: Wake = { kind: 'before', attribute: 'renewalAt', days: 30, sendAt: '09:00' };

const parkOf = (wake: Wake, edges: readonly string[] = []): ParkState =>
  parkState({
    name: 'first-use',
    step: 'first-use',
    wake,
    edges: edges.map(edge => ({ edge, to: edge })),
    timeout: { to: 'tips' },
    unguarded: 'exited',
    exited: 'exited',
    handedOver: 'hand over',
  });

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

/** Parks as Step Functions does: fills in the arguments, then updates the item. */
const park = async (state: ParkState, enrollment: Readonly<Record<string, string>>): Promise<'parked' | 'refused'> => {
  const key = { pk: 'ACCT#acme', sk: 'HOT#ENR#onboarding-1' };
  const strings = Object.entries({ ...key, ...enrollment }).map(([name, value]) => [name, { S: value }]);
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: Object.fromEntries(strings) }));
  return write(state);
};

const write = async (state: ParkState): Promise<'parked' | 'refused'> => {
  const filled = (await fillIn(state.Arguments)) as UpdateItemCommandInput;
  const command = new UpdateItemCommand({ ...filled, TableName: table.name, ReturnValues: 'ALL_NEW' });
  try {
    const { Attributes } = await table.client.send(command);
    expect(Attributes).toMatchObject({ tok: { S: 'token' }, untilAt: { S: input.until }, anchorAt: { S: anchor } });
    return 'parked';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'refused';
    throw error;
  }
};

const fillIn = async (value: unknown): Promise<unknown> => {
  if (typeof value === 'string')
    return value.startsWith('{%') ? jsonata(value.slice(2, -2)).evaluate(undefined, states) : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, part]) => [key, await fillIn(part)] as const);
  return Object.fromEntries(await Promise.all(entries));
};

const states = { states: { input, context: { Task: { Token: 'token' } } } };

describe('parking an enrollment', () => {
  it('stores the token, the wake-up and the anchor', async () => {
    expect(await park(parkOf(fiveDays), {})).toBe('parked');
  });

  it('is refused once the enrollment was exited, whatever it waits for', async () => {
    expect(await park(parkOf(fiveDays), { exitReason: 'subscription.canceled' })).toBe('refused');
    expect(await park(parkOf(beforeRenewal), { exitReason: 'subscription.canceled' })).toBe('refused');
  });

  it('is refused when an awaited event came since the anchor, the moment of the anchor included', async () => {
    const waiting = parkOf(fiveDays, ['used', 'invited']);
    expect(await park(waiting, { seen_first_use_invited: '2026-03-05T10:00:01.000Z' })).toBe('refused');
    expect(await park(waiting, { seen_first_use_used: anchor })).toBe('refused');
  });

  it('does not mind an awaited event from before the anchor, nor one that another wait is for', async () => {
    const waiting = parkOf(fiveDays, ['used', 'invited']);
    expect(await park(waiting, { seen_first_use_used: '2026-03-05T10:00:00.499Z' })).toBe('parked');
    expect(await park(waiting, { seen_other_used: '2026-03-06T10:00:00.000Z' })).toBe('parked');
  });

  it('for a date is refused when the date moved after the wake-up was computed', async () => {
    expect(await park(parkOf(beforeRenewal), { movedAt: '2026-03-05T10:00:00.501Z' })).toBe('refused');
    expect(await park(parkOf(beforeRenewal), { movedAt: anchor })).toBe('parked');
    expect(await park(parkOf(fiveDays), { movedAt: '2026-03-05T10:00:00.501Z' })).toBe('parked');
  });

  it('never makes an enrollment that is not there', async () => {
    const state = parkOf(fiveDays);
    const elsewhere = {
      ...state.Arguments,
      Key: { ...state.Arguments.Key, sk: { S: "{% 'HOT#ENR#lost' %}" } },
    } as const;
    expect(await write({ ...state, Arguments: elsewhere })).toBe('refused');
  });

  it.each([
    ['2026-03-08T09:00:00Z', 2.5, 3],
    ['2026-03-08T09:00:00Z', 86_400, 86_400],
    ['2026-03-08T09:00:00Z', 0, 1],
    ['2026-03-08T09:00:00Z', -100, 1],
  ])('until %s sleeps, %d seconds before, for %d seconds', async (until, seconds, expected) => {
    const source = parkOf(fiveDays).TimeoutSeconds.slice(2, -2);
    const millis = () => Date.parse(until) - seconds * 1000;
    expect(await jsonata(source).evaluate(undefined, { states: { input: { until } }, millis })).toBe(expected);
  });
});
