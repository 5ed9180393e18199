import type { Change } from '../account/change.ts';
import type { Delivery } from '../account/delivery.ts';
import type { TouchCall } from '../definition/step-call.ts';
import type { Entered, StepSeen, StepTurn } from '../steps/step-turn.ts';
import { addressees, begunDeliveries, decideTouch, type Verdict } from './decide-touch.ts';
import { withoutSend } from './frequency-cap.ts';
import type { KillSwitches } from './kill-switches.ts';
import { isForgetful, type TouchChannel } from './reach.ts';
import { touchLine } from './touch-rows.ts';

export interface TouchSeen extends StepSeen {
  channel: TouchChannel;
  switches: KillSwitches;
  /** From 1. After a conflict the ledger is read first: another process may have claimed a delivery. */
  attempt: number;
  /** Deliveries of the touch by id, where they were read. */
  ledger?: ReadonlyMap<string, Delivery>;
}

/** Deliveries with their verdicts, to be carried out one after the other. */
export type Deliver = Omit<Entered<TouchSeen>, 'seen'> & { deliver: readonly Verdict[] };

type Touch = StepTurn<TouchCall, Deliver, { ledger: readonly string[] }, TouchSeen>;

/**
 * Decides with as little of the ledger as is safe. A contact remembers mail sent to it, so the ledger is read only when one does,
 * after a conflict, or when a touch that leaves no trace in contacts is not to be sent any more. A delivery that an earlier try
 * reserved, and that is not to go now, is released first, so that it counts against no cap.
 */
const gate: Touch['go'] = (call, { seen, enrollment, entry }) => {
  const { channel, snapshot, switches, now, attempt, ledger } = seen;
  const question = { call, channel, snapshot, switches, now, entry, enrollment };
  const begun = begunDeliveries(question);
  if (ledger === undefined) {
    const verdicts = attempt === 1 && begun.length === 0 ? decideTouch({ ...question, ledger: new Map() }) : undefined;
    if (verdicts && (!isForgetful(channel) || verdicts.every(({ verdict }) => verdict === 'send')))
      return delivering(call, { seen, enrollment, entry }, verdicts);
    const named = addressees(question).map(({ delivery }) => delivery);
    return { ask: { ledger: [...new Set([...named, ...begun])] } };
  }
  const verdicts = decideTouch({ ...question, ledger });
  const going = new Set(verdicts.filter(({ verdict }) => verdict === 'send').map(({ delivery }) => delivery));
  const idle = [...ledger.values()].filter(({ id, state }) => state === 'reserved' && !going.has(id));
  return idle.length > 0
    ? { prepare: idle.flatMap(delivery => released(delivery, seen)) }
    : delivering(call, { seen, enrollment, entry }, verdicts);
};

/** The gates say of every delivery what keeps it: so it is asked of a blocked touch, too. */
export const touchTurn: Touch = { go: gate, blocked: gate, acts: true };

/** Each delivery that is skipped or failed has its line with the step's record; the others have theirs as they are carried out. */
const delivering = (
  call: TouchCall,
  { seen, enrollment, entry }: Entered<TouchSeen>,
  verdicts: readonly Verdict[],
) => ({
  changes: verdicts.flatMap(verdict =>
    verdict.verdict === 'skip' || verdict.verdict === 'fail'
      ? [
          touchLine({ call, channel: seen.channel, now: seen.now }, verdict.to, outcomes[verdict.verdict], {
            reason: verdict.reason,
          }),
        ]
      : [],
  ),
  effects: [{ deliver: verdicts, enrollment, entry }],
});

const outcomes = { skip: 'skipped', fail: 'failed' } as const;

const released = (delivery: Delivery, { snapshot }: TouchSeen): Change[] => {
  const contact = snapshot.contacts.find(({ id }) => id === delivery.contact);
  return [
    { kind: 'claim', delivery: { ...delivery, state: 'held' }, replaces: delivery },
    ...(contact ? [{ kind: 'contact' as const, contact: withoutSend(contact, delivery.id) }] : []),
  ];
};
