/** A Step Functions error: the name that Retry and Catch match, and a cause (`message`), which a time-out lacks. */
export interface Failure {
  error: string;
  message?: string;
}

/** A `Failure` that can be thrown. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly error: string;
  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

export const queryError = (cause: string): StateError => new StateError('States.QueryEvaluationError', cause);
