import type { Anchor } from './anchor.ts';
import { isDelay, isNumberedDay } from './anchor.ts';
import { enrollingDate } from './enrolled-by.ts';
import type { JourneyDefinition } from './journey-definition.ts';
import type { Policy } from './policy.ts';
import type { Wake } from './step-call.ts';

export const wakeOf = (anchor: Anchor, { sendAt }: Pick<Policy, 'sendAt'>): Wake =>
  isDelay(anchor) ? anchor : { ...anchor, sendAt };

/** A wait within a round, which ends with the round at the latest. */
export const limitToRound = (wake: Wake, roundEnds: Wake | undefined): Wake =>
  isDelay(wake) && wake.since === undefined && roundEnds ? { ...wake, atMost: roundEnds } : wake;

/** Day 0 is the moment of enrolling, without a wait. Where a date enrolls, it is a calendar day like any other. */
export const isEnrolling = (anchor: Anchor, { enroll }: Pick<JourneyDefinition, 'enroll'>): boolean =>
  isNumberedDay(anchor) && anchor.day === 0 && !anchor.plus && enrollingDate(enroll) === undefined;
