import type { Delivery } from '../account/delivery.ts';
import type { TimelineLine, TouchOutcome, TouchReason } from '../account/timeline.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { newsSeconds } from './decide-touch.ts';
import { isProvenSent } from './mail-event.ts';

/** When a claim counts as abandoned: any touch still in progress would have checked it before. */
export const abandonedAt = ({ claimedAt }: Pick<Delivery, 'claimedAt'>): Instant =>
  plusSeconds(claimedAt, 2 * newsSeconds);

/** Is its hand-over unsettled: in progress, or without a known outcome? */
export const isOpen = ({ state, isFinal }: Pick<Delivery, 'state' | 'isFinal'>): boolean =>
  (state === 'reserved' || state === 'claimed' || state === 'unknown') && !isFinal;

/**
 * Settles a delivery left by a process that died and whose touch was not retried: sent if the mail service has reported
 * it since, else unknown for good. A reservation that was never handed over is skipped once its enrollment is over
 * (`hasEnded`); until then a retry of the touch handles it. Undefined if it is settled, or too recent.
 */
export const settleClaim = (
  delivery: Delivery,
  now: Instant,
  hasEnded: boolean,
): { delivery: Delivery; line?: TimelineLine } | undefined => {
  const { state } = delivery;
  if (!isOpen(delivery) || abandonedAt(delivery) > now) return undefined;
  if (state === 'reserved')
    return hasEnded
      ? { delivery: { ...delivery, state: 'held' }, line: outcomeLine(delivery, 'skipped', now) }
      : undefined;
  if (isProvenSent(delivery))
    return { delivery: { ...delivery, state: 'accepted' }, line: outcomeLine(delivery, 'sent', now) };
  const settled: Delivery = { ...delivery, state: 'unknown', isFinal: true };
  return state === 'unknown'
    ? { delivery: settled }
    : { delivery: settled, line: outcomeLine(delivery, 'unknown', now) };
};

/** The timeline line of a delivery whose outcome became known outside of its touch. */
export const outcomeLine = (
  { id, account, journey, enrollment, step, channel, template, contact }: Delivery,
  outcome: Fate,
  at: Instant,
): TimelineLine => ({
  at,
  account,
  journey,
  enrollment,
  key: `~.touch.${id}`,
  entry: {
    type: 'touch',
    step,
    channel,
    outcome,
    ...(template !== '' && { template }),
    to: contact,
    ...whyOf[outcome],
  },
});

type Fate = Extract<TouchOutcome, 'sent' | 'unknown' | 'skipped'>;

const whyOf: Record<Fate, { reason?: TouchReason }> = {
  sent: {},
  unknown: { reason: 'ambiguous' },
  skipped: { reason: 'exited' },
};
