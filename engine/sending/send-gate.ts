import type { Contact } from '../account/account.ts';
import { accountTimezone } from '../account/profile.ts';
import { plusDuration } from '../definition/calendar.ts';
import { type Instant, plusSeconds, type Second, toSecond } from '../kernel/instant.ts';
import type { StepEntry } from '../steps/enter-step.ts';
import { roundEnd } from '../steps/step-frame.ts';
import { ceilSecond } from './frequency-cap.ts';
import { deliverable, oneCopy, removed, suppressed, unverified } from './gate/address.ts';
import { capped } from './gate/capped.ts';
import { askedLately, unconfirmed, unsubscribed } from './gate/consent.ts';
import type { ContactGate, GateAnswer, GateContext, TouchGate } from './gate/gate.ts';
import { otherJourney } from './gate/other-journey.ts';
import { paused } from './gate/paused.ts';
import { quietHours } from './gate/quiet-hours.ts';
import { riskTaskOpen } from './gate/risk-task-open.ts';
import { entryGate, leftOut, roundOver } from './gate/still-due.ts';
import { addressBookOf } from './reach.ts';

/** The gates in order: the first that does not let a touch pass gives the recorded reason. */
export const touchGates: readonly TouchGate[] = [leftOut, paused, riskTaskOpen, otherJourney, quietHours, roundOver];
export const contactGates: readonly ContactGate[] = [
  suppressed,
  unsubscribed,
  unconfirmed,
  removed,
  deliverable,
  oneCopy,
  unverified,
  capped,
  askedLately,
];

/** May the touch go at all? */
export const checkTouchGates = (entry: Exclude<StepEntry, 'done'>, context: GateContext): GateAnswer =>
  first([
    () => entryGate(entry),
    ...touchGates
      .filter(({ asksFor }) => asksFor.includes(context.channel.reach.kind))
      .map(gate => () => gate.ask(context)),
  ]);

/** May this contact have it? */
export const checkContactGates = (context: GateContext, contact: Contact, delivery: string): GateAnswer => {
  const addresses = addressBookOf(context.channel);
  if (addresses === undefined) return 'pass';
  return first(contactGates.map(gate => () => gate.ask({ ...context, addresses }, contact, delivery)));
};

/**
 * Holds a touch for at most the policy's `holdAtMostDays` since it was first held, or until it expires or the next
 * round of its loop begins, then skips it for the same reason. A touch that came only after its round is skipped as
 * `past-date`, since nothing held it. `rescheduled` is not limited: the touch is not due yet.
 */
export const limitHold = (answer: GateAnswer, context: GateContext, firstHeldAt: Instant = context.now): GateAnswer => {
  if (answer === 'pass' || !('hold' in answer) || answer.hold === 'rescheduled') return answer;
  const { now } = context;
  const limit = lastMoment(context, firstHeldAt);
  if (limit <= ceilSecond(now)) return { skip: isAfterRound(context, firstHeldAt) ? 'past-date' : answer.hold };
  if (answer.until === undefined) return { ...answer, until: limit, endsByNews: true };
  return { ...answer, until: answer.until > limit ? limit : answer.until };
};

const isAfterRound = ({ call, snapshot }: GateContext, firstHeldAt: Instant): boolean => {
  const end = roundEnd(call, snapshot);
  return end !== undefined && end <= toSecond(firstHeldAt);
};

const lastMoment = ({ call, channel, snapshot }: GateContext, firstHeldAt: Instant): Second => {
  const { step, policy } = call;
  const mostHeld = ceilSecond(plusSeconds(firstHeldAt, policy.holdAtMostDays * 86_400));
  const end = roundEnd(call, snapshot);
  const limit = end !== undefined && end < mostHeld ? end : mostHeld;
  // A prompt's `expires` limits how long it shows, not how long it waits.
  if (!addressBookOf(channel) || !('expires' in step) || step.expires === undefined) return limit;
  const timezone = accountTimezone(snapshot.profile);
  const expiry = ceilSecond(plusDuration(firstHeldAt, step.expires, timezone, policy.businessCalendar));
  return expiry < limit ? expiry : limit;
};

const first = (gates: readonly (() => GateAnswer)[]): GateAnswer => {
  for (const gate of gates) {
    const answer = gate();
    if (answer !== 'pass') return answer;
  }
  return 'pass';
};
