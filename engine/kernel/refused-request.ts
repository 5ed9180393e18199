/** A request that is rejected and leaves nothing stored. Status 400 by default. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly status: number;
  readonly code: string;
  /** The invalid field of the body, such as `batch[2].messageId`. */
  readonly field?: string;
  /** The current state, returned beside the error. */
  readonly state?: Readonly<Record<string, unknown>>;
  /** Delay before a retry, if a retry can help. */
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
