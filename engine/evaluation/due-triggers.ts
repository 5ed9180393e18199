import type { DuePart } from '../account/due-part.ts';
import { journeysWithDue, triggerTurnOf } from '../triggers/turn-of.ts';

/** When time alone lets a trigger enroll, as its kind says. */
export const triggerDue: DuePart = ({ snapshot, journeys, now }) =>
  journeysWithDue(journeys).flatMap(({ id, enroll }) => {
    const at = triggerTurnOf(enroll).due?.(enroll, { journey: id, snapshot, now });
    return at !== undefined && at > now ? [{ at }] : [];
  });
