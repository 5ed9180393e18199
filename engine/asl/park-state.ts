import { countsBack } from '../definition/anchor.ts';
import { flagOf } from '../definition/await.ts';
import { stepErrors, type Wake } from '../definition/step-call.ts';
import { accountPrefix, sortKey } from '../kernel/row-keys.ts';
import { type Catcher, type ParkState, parkEnrollment, type Retrier, tablePlaceholder } from './asl.ts';
import { moved, passInput, waitedFor } from './execution-data.ts';
import { literal } from './literal.ts';

export interface Park {
  name: string;
  /** The step that waits, or that the wait precedes. */
  step: string;
  wake: Wake;
  /** The events that end the wait, and the states that they lead to. The first is the normal end. */
  edges: readonly { edge: string; to: string }[];
  timeout: { edge?: string; to: string };
  /** Next state if the guard fails: the enrollment was exited, an event came before the wait, or the date moved. */
  unguarded: string;
  exited: string;
  /** Next state if the enrollment moves to another version's execution. */
  handedOver: string;
}

/**
 * A wait. A conditional write stores the state's task token on the enrollment, unless there is no longer a reason to
 * wait; then the state sleeps without cost. Whatever ends the wait is an edge of this one state.
 */
export const parkState = (park: Park): ParkState => {
  const { step, edges, timeout, wake } = park;
  const [normal] = edges;
  const flags = edges.map(({ edge }) => flagOf(step, edge));
  return {
    Type: 'Task',
    Resource: parkEnrollment,
    Arguments: {
      TableName: tablePlaceholder,
      Key: {
        pk: { S: `{% '${accountPrefix}' & $states.input.account %}` },
        sk: { S: `{% '${sortKey.enrollment}' & $states.input.enrollment %}` },
      },
      UpdateExpression: parkUpdate,
      ConditionExpression: guard(flags, wake),
      // `wait` is a reserved word of DynamoDB.
      ExpressionAttributeNames: { '#w': 'wait' },
      ExpressionAttributeValues: {
        ':t': { S: '{% $states.context.Task.Token %}' },
        ':u': { S: '{% $states.input.until %}' },
        ':w': { S: JSON.stringify({ step, wake: literal(wake), listens: flags }) },
        ':a': { S: '{% $states.input.at %}' },
      },
    },
    // A date may be centuries away; Step Functions waits 99,999,999 seconds at most, and ends an execution after a
    // year.
    TimeoutSeconds: '{% $min([99999999, $max([1, $ceil(($toMillis($states.input.until) - $millis()) / 1000)])]) %}',
    Output: normal ? waitedFor(step, normal.edge) : passInput,
    Next: normal ? normal.to : timeout.to,
    Retry: [busyTable],
    Catch: catchers(park),
  };
};

/** Update expression of the write; `guard` is its condition. */
export const parkUpdate = 'SET tok = :t, untilAt = :u, #w = :w, anchorAt = :a';

/**
 * The condition of the write. A flag counts only if it is newer than the wait's anchor; each flag is tested on its own.
 */
export const guard = (flags: readonly string[], wake: Wake): string =>
  [
    'attribute_exists(pk)',
    'attribute_not_exists(exitReason)',
    ...flags.map(flag => `(attribute_not_exists(seen_${flag}) OR seen_${flag} < :a)`),
    ...(countsBack(wake) ? ['(attribute_not_exists(movedAt) OR movedAt <= :a)'] : []),
  ].join(' AND ');

const catchers = ({ name, step, edges, timeout, unguarded, exited, handedOver }: Park): Catcher[] => [
  {
    ErrorEquals: ['States.Timeout'],
    Output: timeout.edge === undefined ? passInput : waitedFor(step, timeout.edge),
    Next: timeout.to,
  },
  { ErrorEquals: ofDynamoDb('ConditionalCheckFailed'), Output: passInput, Next: unguarded },
  { ErrorEquals: [stepErrors.rescheduled], Output: moved, Next: name },
  { ErrorEquals: [stepErrors.exited], Output: passInput, Next: exited },
  { ErrorEquals: [stepErrors.migrate], Output: passInput, Next: handedOver },
  ...edges.slice(1).map(({ edge, to }) => ({
    ErrorEquals: [`${stepErrors.event}${edge}`],
    Output: waitedFor(step, edge),
    Next: to,
  })),
];

/** Exceptions of AWS's Java SDK, in both spellings: which one occurs depends on the integration and is undocumented. */
const ofDynamoDb = (...names: readonly string[]): string[] =>
  ['DynamoDb', 'DynamoDB'].flatMap(service => names.map(name => `${service}.${name}Exception`));

/**
 * Never includes a timeout or a catch-all, whose retry would sleep again. The write may conflict with a transaction on
 * the enrollment, or the table may be throttled during a burst: a thousand attempts take eight hours.
 */
const busyTable: Retrier = {
  ErrorEquals: ofDynamoDb(
    'ProvisionedThroughputExceeded',
    'RequestLimitExceeded',
    'Throttling',
    'TransactionConflict',
    'InternalServerError',
    // No answer that the SDK understood, or an error without a class of its own, such as status 503.
    'SdkClient',
    'DynamoDb',
  ),
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxAttempts: 1000,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};
