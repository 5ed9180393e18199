/** A request that is not taken, and nothing of it stored: 400 unless another status says it better. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly status: number;
  readonly code: string;
  /** The member of the body that is wrong, `batch[2].messageId` say. */
  readonly field?: string;
  /** The current state, in the answer beside the error. */
  readonly state?: Readonly<Record<string, unknown>>;
  /** When to try again, where that will help. */
  readonly retryAfterSeconds?: number;
  constructor(code: string, message: string, { field, status = 400, retryAfterSeconds, state }: RefusalDetails = {}) {
    super(message);
    this.code = code;
    this.status = status;
    if (field !== undefined) this.field = field;
    if (state !== undefined) this.state = state;
    if (retryAfterSeconds !== undefined) this.retryAfterSeconds = retryAfterSeconds;
  }
}

interface RefusalDetails {
  field?: string;
  status?: number;
  state?: Readonly<Record<string, unknown>>;
  retryAfterSeconds?: number;
}
