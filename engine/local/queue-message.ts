export interface QueueMessage {
  body: string;
  group?: string;
  /**
   * Deduplication id of FIFO queues: a second message with it in the same group within 5 minutes is accepted and
   * dropped.
   */
  deduplication?: string;
  /** How long the message is hidden at first. Standard queues only; must be the same for all messages of a queue. */
  delaySeconds?: number;
}
