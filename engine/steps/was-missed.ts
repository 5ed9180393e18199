import { byHand, bySignal, type Enrollment } from '../account/enrollment.ts';
import { countsBack } from '../definition/anchor.ts';
import type { Wake } from '../definition/step-call.ts';
import { plusSeconds, type Second, toSecond } from '../kernel/instant.ts';

/**
 * Had the time of a step passed when the enrollment began, or when its date moved? Our own steps and signals enroll, and move dates,
 * at the very time that other steps are due, 09:00 say. Calls take a moment, and are made again where they fail: what was due so
 * shortly before is not missed. Events of others say themselves when they happened.
 */
export const wasMissed = (
  due: Second,
  wake: Wake,
  { startedAt, movedAt, trigger }: Pick<Enrollment, 'startedAt' | 'movedAt' | 'trigger'>,
): boolean => {
  const isMoved = countsBack(wake) && movedAt !== undefined && movedAt > startedAt;
  const isOwn = isMoved || ownTriggers.includes(trigger.event);
  return due < toSecond(plusSeconds(isMoved ? movedAt : startedAt, isOwn ? -lateSeconds : 0));
};

const ownTriggers: readonly string[] = [byHand, bySignal];

/** No usual send times are so far apart, so that no delay decides. */
const lateSeconds = 20 * 60;
