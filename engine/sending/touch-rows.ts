import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { Delivery } from '../account/delivery.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { TouchOutcome, TouchReason } from '../account/timeline.ts';
import type { TouchCall } from '../definition/step-call.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import type { StepEntry } from '../steps/enter-step.ts';
import { lineOf } from '../steps/step-frame.ts';
import type { Addressee } from './decide-touch.ts';
import type { TouchChannel } from './reach.ts';

/** One attempt at a touch, and the account as it was read. */
export interface TouchAttempt {
  call: TouchCall;
  channel: TouchChannel;
  snapshot: AccountSnapshot;
  enrollment: Enrollment;
  entry: Exclude<StepEntry, 'done'>;
  now: Instant;
}

/** Order of lines with the same second: a delivery may be held, then unknown, then sent. */
const orderOf: Record<TouchOutcome, number> = { held: 1, unknown: 2, sent: 3, skipped: 3, failed: 3 };

/** The timeline's line of one delivery. */
export const touchLine = (
  { call, channel, now }: Pick<TouchAttempt, 'call' | 'channel' | 'now'>,
  to: string,
  outcome: TouchOutcome,
  why: { reason?: TouchReason; until?: Second } = {},
): Change => ({
  kind: 'line',
  line: lineOf(
    call,
    now,
    {
      type: 'touch',
      step: call.step.id,
      channel: channel.name,
      outcome,
      ...(call.template && { template: call.template.id }),
      to,
      ...why,
    },
    orderOf[outcome],
    to,
  ),
});

/**
 * A delivery's row in the ledger, in a new state. It replaces only the row that was read, so that only one of two
 * concurrent attempts succeeds.
 */
export const claim = (
  { call, channel, now }: Pick<TouchAttempt, 'call' | 'channel' | 'now'>,
  { delivery, to, previous }: Addressee,
  row: Pick<Delivery, 'state'> & Partial<Delivery>,
): Extract<Change, { kind: 'claim' }> => {
  const { until: _, isFinal: __, ...before } = previous ?? {};
  return {
    kind: 'claim',
    ...(previous && { replaces: previous }),
    delivery: {
      id: delivery,
      account: call.account,
      enrollment: call.enrollment,
      journey: call.journey.id,
      step: call.step.id,
      contact: to,
      channel: channel.name,
      class: call.class,
      template: call.template?.id ?? '',
      contentHash: call.template?.hash ?? '',
      attempts: 0,
      claimedAt: now,
      facts: {},
      ...before,
      ...row,
    },
  };
};

/** The identity of a delivery in logs. */
export const noticeOf = ({ call }: Pick<TouchAttempt, 'call'>, id: string) => ({
  account: call.account,
  journey: call.journey.id,
  step: call.step.id,
  delivery: id,
});
