import { hash } from 'node:crypto';
import type { DueInput } from '../account/due-part.ts';
import type { Evaluation } from '../account/evaluation.ts';
import { type Instant, instant, plusSeconds } from '../kernel/instant.ts';
import { isGone } from '../signals/evaluate-signals.ts';
import { journeysWithMoment, triggerTurnOf } from '../triggers/turn-of.ts';

interface MomentsInput extends DueInput {
  /** Was the account just evaluated, so that what had come was decided? */
  isAsked: boolean;
  /** Journeys that had no room for the account this hour. */
  full: readonly string[];
}

/**
 * The moments that the account waits for, by journey. One that was to come when a journey was first seen is kept until it has been
 * decided; one that had passed by then is not, and so a deploy after the moment enrolls no account.
 */
export const momentsAfter = ({ snapshot, journeys, now, isAsked, full }: MomentsInput): Pick<Evaluation, 'moments'> => {
  const before = snapshot.evaluation?.moments ?? {};
  if (isGone(snapshot)) return {};
  const moments = journeysWithMoment(journeys).flatMap(({ id, enroll }): [string, Instant][] => {
    const moment = triggerTurnOf(enroll).moment?.(enroll, snapshot);
    if (moment === undefined || now > plusSeconds(moment, daysOpen * 86_400)) return [];
    const waitsFor = before[id];
    if (waitsFor === undefined) return moment > now ? [[id, moment]] : [];
    if (full.includes(id)) return [[id, nextTry(moment, now, `${id} ${snapshot.account}`)]];
    const isDecided = isAsked && waitsFor <= now && moment <= now;
    if (isDecided) return [];
    // An account that had no room tries again when it was told to. A zone that changes moves a moment that is still to come.
    return [[id, waitsFor > moment && moment <= now ? waitsFor : moment]];
  });
  return moments.length > 0 ? { moments: Object.fromEntries(moments) } : {};
};

/** An account that found no room in so many days is left out. */
const daysOpen = 30;

/** At the beginning of an hour: the next one at first, then spread over as many as it has waited already. */
const nextTry = (moment: Instant, now: Instant, who: string): Instant => {
  const hour = Math.floor(Date.parse(now) / hourMs);
  const waited = Math.max(1, hour - Math.floor(Date.parse(moment) / hourMs));
  const spread = hash('sha256', `${who} ${hour}`, 'buffer').readUInt32BE() % waited;
  return instant((hour + 1 + spread) * hourMs);
};

const hourMs = 3_600_000;
