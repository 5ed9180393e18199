import { stepErrors } from '../definition/step-call.ts';
import type { Second } from '../kernel/instant.ts';

/** The touch may not go yet: the state machine parks the enrollment again, until the second in the message. */
export class TouchHeld extends Error {
  override readonly name = stepErrors.held;
  constructor(until: Second) {
    super(until);
  }
}

/** The mail service asked to slow down and nothing was sent: the state machine tries the same call again. */
export class SesThrottled extends Error {
  override readonly name = stepErrors.throttled;
}
