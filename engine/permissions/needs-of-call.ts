import { awsAccount, region } from '../local/arn.ts';
import type { AwsCall } from '../local/aws-call.ts';

/** A permission that IAM requires for a call. */
export interface Need {
  action: string;
  /** The action must be allowed on one of these. */
  resources: readonly [string, ...string[]];
}

/**
 * The permissions that a call needs, by AWS's service authorization reference.
 * @throws RangeError for an operation that is not listed
 * @see
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const needsOfCall = ({ service, operation, input }: AwsCall): Need[] => {
  const needs = operations[`${service}:${operation}`];
  if (needs) return needs(input as never);
  throw new RangeError(
    `The needs of ${service}:${operation} are not listed: add them to engine/permissions/needs-of-call.ts.`,
  );
};

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${awsAccount}:${resource}`;
const one = (action: string, resource: string): Need[] => [{ action, resources: [resource] }];

interface TableInput {
  TableName: string;
  IndexName?: string;
}
const onTable =
  (action: string) =>
  ({ TableName, IndexName }: TableInput): Need[] =>
    one(`dynamodb:${action}`, arn('dynamodb', `table/${TableName}${IndexName ? `/index/${IndexName}` : ''}`));

const writes = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
} as const;
type Write = Partial<Record<keyof typeof writes, TableInput>>;

const sendMessage = ({ QueueUrl }: { QueueUrl: string }): Need[] =>
  one('sqs:SendMessage', arn('sqs', QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)));
/** For actions without a resource, such as those on task tokens. */
const onAll = (action: string) => (): Need[] => one(action, '*');

const operations: Readonly<Record<string, (input: never) => Need[]>> = {
  'dynamodb:GetItem': onTable('GetItem'),
  'dynamodb:PutItem': onTable('PutItem'),
  'dynamodb:UpdateItem': onTable('UpdateItem'),
  'dynamodb:DeleteItem': onTable('DeleteItem'),
  'dynamodb:Query': onTable('Query'),
  'dynamodb:Scan': onTable('Scan'),
  'dynamodb:BatchGetItem': ({ RequestItems }: { RequestItems: object }) =>
    Object.keys(RequestItems).flatMap(TableName => onTable('BatchGetItem')({ TableName })),
  // A transaction has no permission of its own: each item needs that of the same write alone.
  'dynamodb:TransactWriteItems': ({ TransactItems }: { TransactItems: Write[] }) =>
    TransactItems.flatMap(item =>
      (Object.keys(item) as (keyof Write)[]).flatMap(kind => {
        const write = item[kind];
        return write ? onTable(writes[kind])(write) : [];
      }),
    ),
  'events:PutEvents': ({ Entries }: { Entries: { EventBusName?: string }[] }) =>
    Entries.flatMap(({ EventBusName = 'default' }) =>
      one('events:PutEvents', arn('events', `event-bus/${EventBusName}`)),
    ),
  'firehose:PutRecordBatch': ({ DeliveryStreamName }: { DeliveryStreamName: string }) =>
    one('firehose:PutRecordBatch', arn('firehose', `deliverystream/${DeliveryStreamName}`)),
  'lambda:InvokeFunction': ({ FunctionName }: { FunctionName: string }) => one('lambda:InvokeFunction', FunctionName),
  'secretsmanager:GetSecretValue': ({ SecretId }: { SecretId: string }) =>
    one('secretsmanager:GetSecretValue', arn('secretsmanager', `secret:${SecretId}-AbCdEf`)),
  'ses:ListSuppressedDestinations': () => one('ses:ListSuppressedDestinations', '*'),
  'ses:SendEmail': (mail: { FromEmailAddress: string; ConfigurationSetName: string }) => [
    { action: 'ses:SendEmail', resources: identitiesOf(mail.FromEmailAddress) },
    ...one('ses:SendEmail', arn('ses', `configuration-set/${mail.ConfigurationSetName}`)),
  ],
  'sqs:SendMessage': sendMessage,
  'sqs:SendMessageBatch': sendMessage,
  'ssm:GetParametersByPath': ({ Path }: { Path: string }) =>
    one('ssm:GetParametersByPath', arn('ssm', `parameter${Path}`)),
  'ssm:PutParameter': ({ Name }: { Name: string }) => one('ssm:PutParameter', arn('ssm', `parameter${Name}`)),
  'states:SendTaskFailure': onAll('states:SendTaskFailure'),
  'states:SendTaskSuccess': onAll('states:SendTaskSuccess'),
  'states:ListStateMachineVersions': ({ stateMachineArn }: { stateMachineArn: string }) =>
    one('states:ListStateMachineVersions', stateMachineArn),
  'states:DescribeStateMachine': ({ stateMachineArn }: { stateMachineArn: string }) =>
    one('states:DescribeStateMachine', stateMachineArn.split(':').slice(0, 7).join(':')),
  // For a version or an alias, IAM checks the state machine's own ARN.
  'states:StartExecution': ({ stateMachineArn }: { stateMachineArn: string }) =>
    one('states:StartExecution', stateMachineArn.split(':').slice(0, 7).join(':')),
};

/** The identities that may be verified for the address: itself, or one of its domains. */
const identitiesOf = (from: string): readonly [string, ...string[]] => {
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from;
  const labels = address.slice(address.indexOf('@') + 1).split('.');
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  const identity = (name: string) => arn('ses', `identity/${name}`);
  return [identity(address), ...domains.map(identity)];
};
