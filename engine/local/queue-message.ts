export interface QueueMessage {
  body: string;
  group?: string;
  /** Deduplication id of FIFO queues: a second message of its group with it within 5 minutes is accepted and dropped. */
  deduplication?: string;
  /** How long it is hidden at first; of standard queues only, and the same for all messages of one. */
  delaySeconds?: number;
}
