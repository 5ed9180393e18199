import type { Delivery } from '../delivery.ts';
import { type Instant, plusSeconds } from '../instant.ts';
import type { TimelineLine, TouchOutcome } from '../timeline.ts';
import { newsSeconds } from './decide-touch.ts';
import { isProvenSent } from './mail-event.ts';

/** Later than any touch that is still at work would have looked again by itself. */
export const aloneFrom = ({ claimedAt }: Pick<Delivery, 'claimedAt'>): Instant =>
  plusSeconds(claimedAt, 2 * newsSeconds);

/** Has nobody heard yet what became of it? */
export const isOpen = ({ state, isFinal }: Pick<Delivery, 'state' | 'isFinal'>): boolean =>
  (state === 'claimed' || state === 'unknown') && !isFinal;

/**
 * What becomes of a delivery whose answer nobody has waited for, as its process died and its touch was not called again:
 * sent if the mail service has told so since, and unknown for good if not. Nothing where it is settled, or too young.
 */
export const settleClaim = (
  delivery: Delivery,
  now: Instant,
): { delivery: Delivery; line?: TimelineLine } | undefined => {
  const { state } = delivery;
  if (!isOpen(delivery) || aloneFrom(delivery) > now) return undefined;
  if (isProvenSent(delivery))
    return { delivery: { ...delivery, state: 'accepted' }, line: fateLine(delivery, 'sent', now) };
  const settled: Delivery = { ...delivery, state: 'unknown', isFinal: true };
  return state === 'unknown' ? { delivery: settled } : { delivery: settled, line: fateLine(delivery, 'unknown', now) };
};

/** The line of a delivery whose fate became known outside of its touch. */
export const fateLine = (
  { id, account, journey, enrollment, step, channel, template, contact }: Delivery,
  outcome: Extract<TouchOutcome, 'sent' | 'unknown'>,
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
    ...(outcome === 'unknown' && { reason: 'ambiguous' as const }),
  },
});
