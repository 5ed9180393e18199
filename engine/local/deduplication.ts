/** SQS's answer to a message, repeated if it is sent again within five minutes. */
export interface TakenMessage {
  messageId: string;
  sequenceNumber: string;
}

export type RememberedMessage = TakenMessage & { at: number };

export interface Deduplication {
  /** The message with that key accepted within the five minutes before `now`. */
  find(key: string, now: number): TakenMessage | undefined;
  /** `now` never goes back. */
  take(key: string, taken: TakenMessage, now: number): void;
  /** How many messages are remembered. */
  size(): number;
  /** All of them, the oldest first. */
  all(): [key: string, taken: RememberedMessage][];
}

const windowMilliseconds = 5 * 60 * 1000;

export const createDeduplication = (): Deduplication => {
  /** The oldest first. */
  const recent = new Map<string, RememberedMessage>();
  const forget = (now: number) => {
    for (const [key, { at }] of recent) {
      if (now - at < windowMilliseconds) return;
      recent.delete(key);
    }
  };
  return {
    find: (key, now) => {
      forget(now);
      return recent.get(key);
    },
    take: (key, taken, now) => {
      forget(now);
      recent.set(key, { ...taken, at: now });
    },
    size: () => recent.size,
    all: () => [...recent],
  };
};
