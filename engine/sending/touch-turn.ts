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
  /** Counts from 1. After a conflict the ledger is read first: another process may have claimed a delivery. */
  attempt: number;
  /** Deliveries of the touch by id, if they were read. */
  ledger?: ReadonlyMap<string, Delivery>;
}

/** Deliveries with their verdicts, to be carried out one after the other. */
export type Deliver = Omit<Entered<TouchSeen>, 'seen'> & { deliver: readonly Verdict[] };

type Touch = StepTurn<TouchCall, Deliver, { ledger: readonly string[] }, TouchSeen>;

/**
 * Decides with as few ledger reads as is safe. Contacts remember mail sent to them, so the ledger is read only if one
 * remembers this touch, after a conflict, or before a touch of a channel without contacts is held or skipped.
 * Reservations of an earlier attempt that are not sent now are released first, so that they count against no cap.
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

/** A blocked touch goes through the gates, too: they give the reason for each of its deliveries. */
export const touchTurn: Touch = { go: gate, blocked: gate, acts: true };

/**
 * A skipped or failed delivery has its line written with the step's record; the others write theirs as they are carried
 * out.
 */
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
