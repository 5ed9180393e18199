export interface QueueWiring {
  /** Name in the local cloud. On AWS the stack names it. */
  name: string;
  /** In order within a group, of which an account is one. */
  fifo?: true;
  /** The variable by which functions that send to it know its URL. */
  variable?: `DAYMARK_${string}_QUEUE_URL`;
  /**
   * Environment variable of its dead-letter queue: its function counts attempts and dead-letters events itself. The queue's own
   * redrive policy only applies after a hundred receives, since a failure also counts for all messages of its batch.
   */
  deadLetters?: `DAYMARK_${string}_QUEUE_URL`;
}

/** Receives without success after which the queue dead-letters a message. */
export const maxReceives = ({ deadLetters }: QueueWiring): number => (deadLetters ? 100 : 5);

/** The dead-letter queue of another queue and its function. */
export const deadLettersOf = (name: string): string => name.replace(/(\.fifo)?$/, '-dead$1');

/** Every queue, for the local cloud and the CDK app. Each has its own queue of dead letters. */
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
  /** Where a sweep goes on that has more to do than one invocation should. */
  sweep: { name: 'daymark-sweep', variable: 'DAYMARK_SWEEP_QUEUE_URL' },
  /** Changes of tasks, for the configured sinks. */
  notices: { name: 'daymark-notices', variable: 'DAYMARK_NOTICES_QUEUE_URL' },
  /** Feedback on mails, failed executions, and actions on prompts and tasks. */
  feedback: { name: 'daymark-feedback' },
} as const satisfies Readonly<Record<string, QueueWiring>>;

export type QueueName = keyof typeof queues;
