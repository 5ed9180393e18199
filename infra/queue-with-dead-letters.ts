import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLettersOf } from '../engine/wiring/queues.ts';
import { justify } from './justify.ts';

interface Props {
  queueName: string;
  /** Ordered per account, with high throughput. */
  fifo?: boolean;
  /** Six times the function's timeout, so that a batch isn't delivered again while it is processed. */
  visibilityTimeout: Duration;
  maxReceiveCount?: number;
}

/** A queue with its dead-letter queue. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;

  constructor(
    scope: Construct,
    id: string,
    { queueName, fifo = false, visibilityTimeout, maxReceiveCount = 5 }: Props,
  ) {
    super(scope, id);
    const name = `${queueName}${fifo ? '.fifo' : ''}`;
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      queueName: deadLettersOf(name),
      ...(fifo && { fifo: true }),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      queueName: name,
      ...(fifo && {
        fifo: true,
        deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
        fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      }),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    justify(this.deadLetters, 'AwsSolutions-SQS3', 'It is the queue of dead letters itself.');
  }
}
