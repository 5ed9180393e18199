/** Posts signed JSON to a configured destination, with retries. */
export interface Poster {
  /**
   * @throws PostRefused if the destination is unknown or rejects the post, PostUnavailable if it may accept the same
   * post later, PostUnanswered if it may have the post, and would not recognize a repeat
   */
  post(destination: { kind: 'slack' | 'webhook'; name: string }, body: unknown, idempotencyKey: string): Promise<void>;
}

/** The destination will never accept the post. */
export class PostRefused extends Error {
  override readonly name = 'PostRefused';
}
/** The destination is busy or down. Posting again with the same key is safe. */
export class PostUnavailable extends Error {
  override readonly name = 'PostUnavailable';
  /** How long it asked to wait; 0 if it did not say. */
  readonly retryAfterSeconds: number;
  constructor(message: string, retryAfterSeconds = 0) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
/** No answer, or an inconclusive one: the post may have arrived, and must not be repeated. */
export class PostUnanswered extends Error {
  override readonly name = 'PostUnanswered';
}
