import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableVersions } from '../../engine/adapters/aws/table/versions.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { aContact, aLine, anEnrollment, march } from '../conformance/records.ts';
import { startTestStore } from '../support/account-store.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney } from '../support/journeys.ts';

let store: AccountPorts;
let table: TestTable;
let failures: Error[] = [];
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
  // The embedded DynamoDB takes one write after the other: contention has to be said.
  table.client.middlewareStack.add(
    next => request => {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : next(request);
    },
    { step: 'initialize' },
  );
});
afterAll(() => table.stop());

const conflict = () => new TransactionConflictException({ message: 'conflict', $metadata: {} });
const canceled = () =>
  new TransactionCanceledException({
    message: 'canceled',
    $metadata: {},
    CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
  });

test('a write that met a transaction is tried again', async () => {
  await store.accounts.commit('acme', [{ kind: 'enroll', enrollment: anEnrollment('acme', 'e1') }]);
  failures = [conflict(), conflict()];
  await store.accounts.commit('acme', [{ kind: 'contact', contact: aContact('c1') }]);
  failures = [canceled()];
  await store.accounts.commit('acme', [
    { kind: 'contact', contact: aContact('c2') },
    { kind: 'line', line: aLine('acme') },
  ]);
  failures = [conflict()];
  const row = await store.enrollments.see('acme', 'e1', 'done', march(3));

  expect((await store.accounts.snapshot('acme')).contacts).toHaveLength(2);
  expect(row?.seen).toEqual({ done: march(3) });
});

test('contention that lasts is an error, and no conflict', async () => {
  failures = Array.from({ length: 6 }, canceled);

  await expect(
    store.accounts.commit('acme', [
      { kind: 'contact', contact: aContact('c3') },
      { kind: 'line', line: aLine('acme') },
    ]),
  ).rejects.toMatchObject({
    name: 'TransactionCanceledException',
  });
});

describe('a row that other processes write between its reading and its writing', () => {
  const clock = { now: () => march(20) };
  const version = (id: string): JourneyDefinition => ({ ...aJourney(), id });
  const bring = async (others: number) => {
    const rival = await startTestTable();
    const { endpoint, region, credentials } = rival.client.config;
    const client = new DynamoDBClient({ region, credentials, ...(endpoint && { endpoint }) });
    let left = others;
    client.middlewareStack.add(
      (next, { commandName }) =>
        async request => {
          const isConditional = 'ConditionExpression' in request.input;
          if (commandName === 'PutItemCommand' && isConditional && left > 0)
            await tableVersions(rival, clock).bring([version(`rival-${left--}`)]);
          return next(request);
        },
      { step: 'initialize' },
    );
    const brought = tableVersions({ client, name: rival.name }, clock).bring([version('own')]);
    return brought
      .then(
        live => Object.keys(live).length,
        error => error.name,
      )
      .finally(() => {
        client.destroy();
        return rival.stop();
      });
  };

  test('is read again, so that nothing of theirs is lost', async () => {
    expect(await bring(5)).toBe(6);
  });

  test('is given up if they never cease', async () => {
    expect(await bring(1_000)).toBe('RowContended');
  });
});
