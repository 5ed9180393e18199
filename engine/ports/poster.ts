/** Posts signed JSON to a configured destination, with retries. */
export interface Poster {
  /**
   * @throws PostRefused when the destination is unknown or refuses the post, PostUnavailable when it may take the same post
   * later, PostUnanswered when one that drops no repeated post leaves open whether it has it
   */
  post(destination: { kind: 'slack' | 'webhook'; name: string }, body: unknown, idempotencyKey: string): Promise<void>;
}

/** The destination will never take the post. */
export class PostRefused extends Error {
  override readonly name = 'PostRefused';
}
/** The destination is busy or down: posting again, with the same key, does nothing twice. */
export class PostUnavailable extends Error {
  override readonly name = 'PostUnavailable';
  /** How long it asked to wait; 0 if it did not say. */
  readonly retryAfterSeconds: number;
  constructor(message: string, retryAfterSeconds = 0) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
/** No answer, or one that does not tell: the post may have been taken, and must not be repeated. */
export class PostUnanswered extends Error {
  override readonly name = 'PostUnanswered';
}
