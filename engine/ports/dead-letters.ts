/** A message of the event queue. */
export interface EventMessage {
  /** The queue's message id: a redriven message has a new one. */
  id: string;
  /** Message group: messages of one account are handled in order. */
  group: string;
  body: string;
  /** Receive count of the queue, which also rises when an earlier message of the group fails. */
  receives: number;
}

/** Counts attempts at failed events, and holds the dead-letter queue. */
export interface DeadLetters {
  /** Counts the attempt at this receive of a message. Idempotent. Returns the total. */
  countTry(message: EventMessage): Promise<number>;
  /** Sends it to the dead-letter queue, from where operators can redrive it. Idempotent within five minutes. */
  giveUp(message: EventMessage): Promise<void>;
}
