import type { Contact } from '../account/account.ts';
import type { TimelineEntry } from '../account/timeline.ts';
import type { TouchCall } from '../definition/step-call.ts';
import { describeAudience } from '../journey/explain/describe-audience.ts';
import { counted } from '../kernel/counted.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import { copyHolders, type Verdict } from '../sending/decide-touch.ts';
import { sendsToAccount } from '../sending/frequency-cap.ts';
import type { GateContext } from '../sending/gate/gate.ts';
import { addressBookOf, audienceOf } from '../sending/reach.ts';
import { type TouchSeen, touchTurn } from '../sending/touch-turn.ts';
import { findEnrollment } from '../steps/step-frame.ts';
import type { GateReport } from './gate-report.ts';
import { describeStepGates } from './step-words.ts';
import { describeContactGates, describeTouchGates } from './touch-words.ts';

type TouchLine = Extract<TimelineEntry, { type: 'touch' }>;

/** A decision on a step: of a touch, on one delivery of it. */
export interface StepAttempt {
  at: Instant;
  enrollment: string;
  step: string;
  /** In a loop, from 1. */
  round: number;
  outcome: TouchLine['outcome'] | 'done' | 'left';
  /** As the timeline shows it: a contact id, an audience, a destination's name. */
  to?: string;
  reason?: TouchLine['reason'];
  until?: Second;
  /** The arm taken. */
  took?: string;
  gates: readonly GateReport[];
}

/** The verdict of a touch on each delivery; deliveries that were settled before are left out. */
export const touchAttempts = (
  call: TouchCall,
  seen: TouchSeen & Pick<GateContext, 'toAccount'>,
  verdicts: readonly Verdict[],
): StepAttempt[] => {
  const { snapshot, channel, switches, now } = seen;
  const enrollment = findEnrollment(call, snapshot);
  if (enrollment === undefined) return [];
  const context = {
    ...{ call, channel, snapshot, switches, now },
    copies: copyHolders(verdicts, addressBookOf(channel)),
    toAccount: seen.toAccount ?? sendsToAccount(call.policy.frequencyCaps, call.class, snapshot.contacts, now),
  };
  const shared = [...describeStepGates({ call, enrollment, snapshot, now }, touchTurn), ...describeTouchGates(context)];
  const isHeld = verdicts.some(({ verdict }) => verdict === 'hold' || verdict === 'awaitNews');
  const decided: NonNullable<GateContext['decided']>[number][] = [];
  return verdicts.flatMap((verdict): StepAttempt[] => {
    const gates = [...shared, ...ofDelivery({ ...context, decided: [...decided] }, verdict)];
    if (verdict.verdict === 'send') decided.push({ delivery: verdict.delivery, class: call.class, at: now });
    const outcome = outcomeOf(verdict, isHeld);
    if (outcome === undefined) return [];
    return [
      {
        ...{ at: now, enrollment: call.enrollment, step: call.step.id, round: call.iteration, to: verdict.to },
        ...outcome,
        gates: [...gates, ...limitOf(context, verdict)],
      },
    ];
  });
};

type Outcome = Pick<StepAttempt, 'outcome' | 'reason' | 'until'>;

/** A touch some of which is held is not over: what of it is skipped is told once nothing is held any more. */
const outcomeOf = (verdict: Verdict, isHeld: boolean): Outcome | undefined => {
  switch (verdict.verdict) {
    case 'send':
    case 'confirmed':
      return { outcome: 'sent' };
    case 'lost':
      return { outcome: 'unknown', reason: 'ambiguous' };
    case 'hold':
      return verdict.told ? undefined : { outcome: 'held', reason: verdict.reason, until: verdict.until };
    case 'skip':
      return isHeld ? undefined : { outcome: 'skipped', reason: verdict.reason };
    case 'fail':
      return isHeld ? undefined : { outcome: 'failed', reason: verdict.reason };
    default:
      return undefined;
  }
};

const ofDelivery = (context: GateContext, { contact, delivery }: Verdict): GateReport[] => {
  const { channel, call, snapshot } = context;
  const addresses = addressBookOf(channel);
  const audience = addresses && audienceOf(channel, call.step);
  if (addresses === undefined || audience === undefined) return [];
  const recipients: GateReport = {
    gate: 'recipients',
    passed: contact !== undefined,
    needed: `it goes to ${describeAudience(audience)}`,
    was: contact
      ? `${nameOf(contact)} is one`
      : snapshot.contacts.length === 0
        ? 'the account has no contacts'
        : `none among ${counted(snapshot.contacts.length, 'contact')}`,
  };
  return [recipients, ...(contact ? describeContactGates({ ...context, addresses }, contact, delivery) : [])];
};

const nameOf = ({ id, attributes }: Contact): string => {
  const name = attributes.name?.value;
  return typeof name === 'string' && name !== '' ? name : id;
};

/** A touch that was held for as long as it may be is skipped, for the reason that held it. */
const limitOf = ({ call }: GateContext, verdict: Verdict): GateReport[] => {
  const { previous } = verdict;
  if (verdict.verdict !== 'skip' || previous?.state !== 'held') return [];
  return [
    {
      gate: 'hold-limit',
      passed: false,
      needed: `it goes within ${counted(call.policy.holdAtMostDays, 'day')} of being held, before it expires and before the next round`,
      was: 'held until then',
      since: previous.claimedAt,
    },
  ];
};
