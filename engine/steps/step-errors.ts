import { stepErrors } from '../definition/step-call.ts';
import type { Second } from '../kernel/instant.ts';

/** By its name alone a step tells its state machine to come again later: that is business as usual. */
export class StepPutOff extends Error {}

/** The touch may not go yet: the state machine parks the enrollment again, until the second in the message. */
export class TouchHeld extends StepPutOff {
  override readonly name = stepErrors.held;
  constructor(until: Second) {
    super(until);
  }
}

/** The mail service asked to slow down and nothing was sent: the state machine tries the same call again. */
export class SesThrottled extends StepPutOff {
  override readonly name = stepErrors.throttled;
}

/** A row that the step must see is still being written: the state machine retries the call, as after a commit conflict. */
export class StepTooSoon extends StepPutOff {
  override readonly name = 'CommitConflict';
}
