import { byHand, bySignal, type Enrollment } from '../account/enrollment.ts';
import { countsBack } from '../definition/anchor.ts';
import type { Wake } from '../definition/step-call.ts';
import { plusSeconds, type Second, toSecond } from '../kernel/instant.ts';

/**
 * Whether the time of a step had passed when the enrollment began, or when its date moved. Steps and signals of ours enroll and
 * move dates at the time that other steps are due, such as 09:00. Their calls take a moment and may be retried, so a step that
 * was due shortly before is not missed. Other events carry their own time.
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
