import type { Change } from '../account/change.ts';
import type { Delivery } from '../account/delivery.ts';
import { channelOf } from '../channels/channel-of.ts';
import type { TouchCall } from '../definition/step-call.ts';
import { type Instant, instant, type Second } from '../kernel/instant.ts';
import type { Verdict } from '../sending/decide-touch.ts';
import { withSend } from '../sending/frequency-cap.ts';
import { addressBookOf } from '../sending/reach.ts';
import { claim } from '../sending/touch-rows.ts';
import { type Deliver, type TouchSeen, touchTurn } from '../sending/touch-turn.ts';
import { decideStep } from '../steps/step-turn.ts';
import { actAt, type Foreseen } from './foreseen.ts';
import type { ForeseenTurn, KnownAhead } from './known-ahead.ts';

/** Decides a touch with the gates at that time. */
export const foreseeTouch = (
  call: TouchCall,
  { snapshot, ledger, switches }: KnownAhead,
  now: Instant,
): ForeseenTurn => {
  const channel = channelOf(call.step);
  const seen: TouchSeen = { snapshot, now, channel, switches, attempt: 2, ledger };
  const decided = decideStep(touchTurn, call, seen);
  // With a ledger nothing is asked; what an earlier try reserved is counted as it is.
  if (!('answer' in decided)) return { acts: [], changes: [], took: '', until: '', at: now };
  const { answer, changes = [], effects = [] } = decided;
  const turns = effects.flatMap(({ deliver, ...entered }) => deliver.map(verdict => ({ verdict, entered })));
  const verdicts = turns.map(({ verdict }) => verdict);
  const rows = turns.flatMap(({ verdict, entered }) => rowOf({ call, channel, snapshot, now, ...entered }, verdict));
  const until = verdicts.flatMap(verdict => (isHold(verdict) ? [verdict.until] : [])).sort()[0];
  const sent = verdicts.filter(({ verdict }) => verdict === 'send');
  return {
    // Skipped parts of a touch are reported once no part is held anymore.
    acts: verdicts.flatMap(verdict => actsOf(call, channel.name, verdict, now, until !== undefined)),
    changes: [
      ...(addressBookOf(channel) ? sent.flatMap(verdict => remembered(call, verdict, now)) : []),
      ...(until === undefined ? changes : []),
    ],
    ledger: new Map([...ledger, ...rows.map(row => [row.id, row] as const)]),
    ...(until !== undefined && { held: until }),
    ...answer,
  };
};

type Hold = Extract<Verdict, { until: Second }>;
const isHold = (verdict: Verdict): verdict is Hold => 'until' in verdict;

type Turned = Omit<Deliver, 'deliver'> & Pick<TouchSeen, 'channel' | 'snapshot' | 'now'> & { call: TouchCall };

/** The ledger's row for a sent or held delivery. */
const rowOf = (turned: Turned, verdict: Verdict): Delivery[] => {
  if (verdict.verdict === 'send') return [claim(turned, verdict, { state: 'accepted', attempts: 1 }).delivery];
  if (verdict.verdict !== 'hold') return [];
  const { until, reason } = verdict;
  const since = reason === 'rescheduled' ? { claimedAt: instant(until) } : {};
  return [claim(turned, verdict, { state: 'held', until, ...since }).delivery];
};

/** Records the mail on the contact, because it counts for caps. */
const remembered = (
  { class: messageClass, policy }: TouchCall,
  { contact, delivery }: Verdict,
  now: Instant,
): Change[] =>
  contact
    ? [{ kind: 'contact', contact: withSend(contact, { delivery, class: messageClass, at: now }, policy, now) }]
    : [];

const actsOf = (call: TouchCall, channel: string, verdict: Verdict, now: Instant, isHeld: boolean): Foreseen[] => {
  const told = {
    ...actAt(call, now),
    does: 'touch' as const,
    channel,
    to: verdict.to,
    ...(call.template && { template: call.template }),
  };
  if (verdict.verdict === 'send') return [{ ...told, outcome: 'sent' }];
  if (verdict.verdict === 'hold') return [{ ...told, outcome: 'held', reason: verdict.reason, until: verdict.until }];
  if (verdict.verdict === 'skip' && !isHeld) return [{ ...told, outcome: 'skipped', reason: verdict.reason }];
  if (verdict.verdict === 'fail' && !isHeld) return [{ ...told, outcome: 'failed', reason: verdict.reason }];
  return [];
};
