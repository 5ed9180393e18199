import { functions, type Use } from '../wiring/functions.ts';
import type { Justification } from './check-permissions.ts';

/** Permissions that no playback uses, but AWS or a rare case needs, each with its reason for reviewers of the roles. */
export const justified: readonly Justification[] = [
  ...each(/./, 'The Lambda runtime, and Step Functions, write traces and logs with it.', [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]),
  ...each(/./, 'Lambda takes batches off the queue with it; CDK grants all five together.', [
    'sqs:ReceiveMessage',
    'sqs:ChangeMessageVisibility',
    'sqs:GetQueueUrl',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
  ]),
  ...each(/^machine$/, 'Step Functions sets up the delivery of logs and traces with it.', [
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
  ]),
  ...each(/^machine$/, 'Definitions call versions; the function itself is allowed beside them (aws-cdk issue 17515).', [
    'lambda:InvokeFunction',
  ]),
  ...each(/-clock$/, 'EventBridge Scheduler calls the function with it, and keeps the calls that it could not make.', [
    'lambda:InvokeFunction',
    'sqs:SendMessage',
  ]),
  ...each(/^(route-events|open-task)$/, 'Tasks are told of once cdk.json names their sinks.', ['sqs:SendMessage']),
  ...each(/^notify-task$/, 'Tasks are told of once cdk.json names their sinks.', [
    'dynamodb:GetItem',
    'dynamodb:BatchGetItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'secretsmanager:GetSecretValue',
    'events:PutEvents',
  ]),
  ...each(/^(evaluate-branch|take-step)$/, 'A step that ends its journey checks that it is active, and is no more.', [
    'dynamodb:ConditionCheckItem',
  ]),
  ...each(rolesThatUse('mail'), 'Any class of mail may go out; the sample has not all of them from both.', [
    'ses:SendEmail',
  ]),
  ...each(/^deliver-touch$/, 'A journey that floods, or whose mail is not wanted, is paused.', ['ssm:PutParameter']),
  ...each(/^record-feedback$/, 'An execution that failed is closed, and a mail whose fate was unknown is settled.', [
    'dynamodb:Query',
    'dynamodb:ConditionCheckItem',
    'dynamodb:DeleteItem',
    'dynamodb:BatchGetItem',
  ]),
  ...each(/^ingest-usage$/, 'The mark of an erased address is taken away when its contact comes back.', [
    'dynamodb:DeleteItem',
  ]),
  ...each(/^ingest-partner-events$/, 'Usage put on our own bus that no journey listens to goes to its day.', [
    'dynamodb:UpdateItem',
  ]),
  ...each(/^ingest-(usage|partner-events)$/, 'A call that names only a user is kept until its account is known.', [
    'dynamodb:Query',
    'dynamodb:PutItem',
    'dynamodb:DeleteItem',
  ]),
  ...each(/^ingest-(webhook|browser)$/, 'They take what ingest-usage takes, which brings most of a playback.', [
    'dynamodb:GetItem',
    'dynamodb:BatchGetItem',
    'dynamodb:Query',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'sqs:SendMessage',
  ]),
  ...each(/^ingest-(browser|partner-events)$/, 'What they accept is kept, as that of other doors is.', [
    'firehose:PutRecordBatch',
  ]),
  ...each(/^events$/, 'Firehose writes the files of kept events with it, out of sight of a playback.', [
    's3:GetBucketLocation',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:AbortMultipartUpload',
    's3:PutObject',
  ]),
  ...each(/^ingest-connector$/, 'A help desk may know a user by id, and rate a ticket in words.', [
    'dynamodb:Query',
    'dynamodb:PutItem',
  ]),
  ...each(/^tally$/, 'Lambda reads the table’s stream with it, and keeps what was given up.', [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'sqs:SendMessage',
  ]),
  ...each(/^tally$/, 'A commit that a process left half-written is completed before its account is read.', [
    'dynamodb:ConditionCheckItem',
    'dynamodb:DeleteItem',
  ]),
  ...each(/^route-events$/, 'Versions are compared, and shut, where an account may begin in one of two.', [
    'states:ListStateMachineVersions',
    'states:DescribeStateMachine',
    'ssm:PutParameter',
  ]),
  ...each(/^notify-task$/, 'Messages in Slack that show a task follow it once cdk.json names a sink.', [
    'dynamodb:Query',
  ]),
  ...each(/^(slack|console)-actions$/, 'People act by it in the console and in Slack; a playback only looks.', [
    'dynamodb:GetItem',
    'dynamodb:BatchGetItem',
    'dynamodb:Query',
    'dynamodb:PutItem',
    'sqs:SendMessage',
  ]),
  ...each(/^slack-actions$/, 'Slack proves itself by a secret that each call reads.', [
    'secretsmanager:GetSecretValue',
  ]),
  ...each(/^console-actions$/, 'Journeys are paused and drained in the console by it.', [
    'ssm:GetParametersByPath',
    'ssm:PutParameter',
  ]),
  ...each(/^sync-suppressions$/, 'The suppression list of SES is empty while the sample plays.', [
    'dynamodb:Query',
    'sqs:SendMessage',
  ]),
  ...each(/^send-digests$/, 'A digest whose mail was throttled is released.', ['dynamodb:DeleteItem']),
  ...each(
    /^sweep$/,
    'A claim whose process died is settled, and a sweep of more than 2,000 accounts goes on by the queue.',
    ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'sqs:SendMessage'],
  ),
];

function rolesThatUse(use: Use): RegExp {
  const names = Object.keys(functions).filter(name => functions[name]?.uses?.includes(use));
  return new RegExp(`^(${names.join('|')})$`);
}

function each(roles: RegExp, reason: string, actions: readonly string[]): Justification[] {
  return actions.map(action => ({ roles, action, reason }));
}
