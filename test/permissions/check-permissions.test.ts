import { describe, expect, test } from 'vitest';
import { covers, type Grant } from '../../engine/assembly/roles.ts';
import type { AwsCall } from '../../engine/local/aws-call.ts';
import { checkPermissions, type Justification, rememberNeeds } from '../../engine/permissions/check-permissions.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/daymark-dev';
const write = { TableName: 'daymark-dev' };
const transaction: AwsCall = {
  caller: 'daymark-dev-open-task',
  service: 'dynamodb',
  operation: 'TransactWriteItems',
  input: { TransactItems: [{ Put: write }, { Update: write }, { ConditionCheck: write }] },
};

const judge = (grants: readonly Grant[], calls: readonly AwsCall[], justified: readonly Justification[] = []) => {
  const { observe, needs } = rememberNeeds();
  for (const call of calls) observe(call);
  const functions = [
    { id: 'open-task', name: 'daymark-dev-open-task', folder: '', environment: {}, role: 'daymark-dev-open-task' },
  ];
  const roles = new Map([
    ['daymark-dev-open-task', { name: 'daymark-dev-open-task', grants }],
    ['daymark-dev-machine', { name: 'daymark-dev-machine', grants: [] }],
  ]);
  return checkPermissions(
    { prefix: 'daymark-dev', functions, machineRole: 'daymark-dev-machine', roles },
    needs(),
    justified,
  );
};

const on = (resource: string, ...actions: string[]): Grant[] =>
  actions.map(action => ({ action: `dynamodb:${action}`, resource }));
const items = ['PutItem', 'UpdateItem', 'ConditionCheckItem'];

describe('permissions', () => {
  test('that are exactly what was done are neither too few nor too many', () => {
    expect(judge(on(table, ...items), [transaction])).toEqual({ denied: [], unused: [], stale: [] });
  });

  test.each(items)('lacking %s are told with the function, the action, the resource and where to give it', missing => {
    const grants = on(table, ...items.filter(each => each !== missing));
    expect(judge(grants, [transaction]).denied).toEqual([
      `daymark-dev-open-task calls dynamodb:${missing} on ${table}, which its role daymark-dev-open-task does not allow: give it to the function in engine/wiring/functions.ts, or in infra/engine-stack.ts`,
    ]);
  });

  test('on the table do not reach its index', () => {
    const query = (IndexName?: string): AwsCall => ({
      ...transaction,
      operation: 'Query',
      input: { ...write, ...(IndexName && { IndexName }) },
    });
    expect(judge(on(table, 'Query'), [query(), query('byIndex')]).denied).toEqual([
      expect.stringContaining(`dynamodb:Query on ${table}/index/byIndex`),
    ]);
    expect(
      judge([...on(table, 'Query'), ...on(`${table}/index/*`, 'Query')], [query(), query('byIndex')]).denied,
    ).toEqual([]);
  });

  test('that nobody used are told, unless somebody said why; and so is a reason for what is used', () => {
    const grants = on(table, ...items, 'DeleteItem');
    const reason = (action: string): Justification => ({ roles: /^open-task$/, action, reason: 'a rare path' });
    expect(judge(grants, [transaction]).unused).toEqual([
      expect.stringContaining(`open-task may dynamodb:DeleteItem on ${table}`),
    ]);
    expect(judge(grants, [transaction], [reason('dynamodb:DeleteItem')])).toEqual({
      denied: [],
      unused: [],
      stale: [],
    });
    expect(judge(on(table, ...items), [transaction], [reason('dynamodb:PutItem')]).stale).toHaveLength(1);
  });

  test('of a state machine are its own role’s', () => {
    const park: AwsCall = { ...transaction, caller: 'machines', operation: 'UpdateItem', input: write };
    expect(judge([], [park]).denied).toEqual([
      expect.stringMatching(
        /^A state machine calls dynamodb:UpdateItem on .* its role daymark-dev-machine does not allow/,
      ),
    ]);
  });

  test('of an operation that nobody described are no guess', () => {
    expect(() => judge([], [{ ...transaction, operation: 'ExportTableToPointInTime' }])).toThrow('are not listed');
  });
});

test('wildcards of a grant span what IAM lets them span, and nothing else is one', () => {
  const grant = (action: string, resource: string) => ({ action, resource });
  const secret = grant(
    'secretsmanager:GetSecretValue',
    'arn:aws:secretsmanager:us-east-1:000000000000:secret:daymark/dev/keys-*',
  );
  expect(
    covers(secret, {
      ...secret,
      resource: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:daymark/dev/keys-a1b2c3',
    }),
  ).toBe(true);
  expect(
    covers(secret, { ...secret, resource: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:daymark/dev/key' }),
  ).toBe(false);
  expect(covers(grant('sqs:*', 'a.b'), grant('sqs:SendMessage', 'aXb'))).toBe(false);
  expect(covers(grant('SQS:sendmessage', 'a?b'), grant('sqs:SendMessage', 'aXb'))).toBe(true);
});
