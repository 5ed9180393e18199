export interface QueueWiring {
  /** Name in the local cloud. On AWS the stack names it. */
  name: string;
  /** Delivers in order within a group, such as an account. */
  fifo?: true;
  /** Environment variable with its URL, for functions that send to it. */
  variable?: `DAYMARK_${string}_QUEUE_URL`;
  /**
   * Environment variable of its dead-letter queue: its function counts attempts and dead-letters events itself. The
   * queue's own redrive policy applies only after a hundred receives, because a failure counts for all messages of its
   * batch.
   */
  deadLetters?: `DAYMARK_${string}_QUEUE_URL`;
}

/** Number of failed receives after which the queue dead-letters a message. */
export const maxReceives = ({ deadLetters }: QueueWiring): number => (deadLetters ? 100 : 5);

/** Name of a queue's dead-letter queue. */
export const deadLettersOf = (name: string): string => name.replace(/(\.fifo)?$/, '-dead$1');

/** Every queue, for the local cloud and the CDK app. Each has a dead-letter queue of its own. */
export const queues = {
  /** Events of accounts: `route-events` decides on them. */
  events: {
    name: 'daymark-events.fifo',
    fifo: true,
    variable: 'DAYMARK_EVENTS_QUEUE_URL',
    deadLetters: 'DAYMARK_DEAD_EVENTS_QUEUE_URL',
  },
  /** Unparsed events of payment processors through EventBridge, and usage put on our own bus. */
  partners: { name: 'daymark-partners' },
  /** The rest of a sweep that is too long for one invocation. */
  sweep: { name: 'daymark-sweep', variable: 'DAYMARK_SWEEP_QUEUE_URL' },
  /** Changes of tasks, for the configured sinks. */
  notices: { name: 'daymark-notices', variable: 'DAYMARK_NOTICES_QUEUE_URL' },
  /** Feedback on mails, failed executions, and actions on prompts and tasks. */
  feedback: { name: 'daymark-feedback' },
} as const satisfies Readonly<Record<string, QueueWiring>>;

export type QueueName = keyof typeof queues;
