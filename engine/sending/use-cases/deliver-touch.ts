import type { Change } from '../../account/change.ts';
import type { Channel } from '../../channels/channel.ts';
import { channelOf } from '../../channels/channel-of.ts';
import type { ChannelSender, SenderPorts } from '../../channels/sender.ts';
import { senders } from '../../channels/senders.ts';
import { hasMedian } from '../../definition/figures.ts';
import type { StepResult, TouchCall } from '../../definition/step-call.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { withMedians } from '../../signals/use-cases/with-medians.ts';
import { mustSeeOutcome } from '../../steps/outcome-pending.ts';
import { SesThrottled, TouchHeld } from '../../steps/step-errors.ts';
import { tellWaited, usageNeeds } from '../../steps/step-frame.ts';
import { decideStep } from '../../steps/step-turn.ts';
import { turn } from '../../turn.ts';
import type { Verdict } from '../decide-touch.ts';
import { isForgetful, isPushed } from '../reach.ts';
import { type TouchSeen, touchTurn } from '../touch-turn.ts';
import { applyBrake } from './apply-brake.ts';
import { holdTouch } from './hold-touch.ts';
import { recordDeliveryOutcomes } from './record-delivery-outcomes.ts';
import { sendBatch, settle } from './send-batch.ts';
import type { TouchSending } from './touch-sending.ts';

type TouchPorts = SenderPorts & PortsWith<'contacts' | 'deliveries' | 'plans' | 'switches'>;

interface Touch {
  call: TouchCall;
  channel: Channel;
  sender: ChannelSender;
  ports: TouchPorts;
}

/** Deliveries reserved together. Small, so that a crash leaves few reservations behind; most touches fit. */
const batchSize = 10;

/**
 * Delivers a touch: checks the gates, reserves in the ledger, hands over, settles. Two reads and three writes, and one
 * more for each further delivery. Hand-over is at most once per delivery across retries; the outcome is recorded as
 * `unknown` only for a delivery whose hand-over a process had begun before it died.
 * @throws TouchHeld if a delivery may not be sent yet, SesThrottled when the mail service asks to slow down
 */
export const deliverTouch = (call: TouchCall, ports: TouchPorts): Promise<StepResult> => {
  const channel = channelOf(call.step);
  const sender: ChannelSender = senders[call.step.kind];
  return turn(
    {
      account: call.account,
      read: ({ attempt }) => look({ call, channel, sender, ports }, attempt),
      decide: seen => {
        const decided = decideStep(touchTurn, call, seen);
        if (!('answer' in decided)) return decided;
        const { changes: closing = [], effects = [], answer } = decided;
        // The rows that close the step are written with the outcome of its last mail.
        return { effects: effects.map(effect => ({ ...effect, closing })), answer };
      },
      answer: async ({ ledger: ids }, seen) => {
        const deliveries = await ports.deliveries.find(call.account, ids);
        return { ...seen, ledger: new Map(deliveries.map(each => [each.id, each])) };
      },
      watch: (seen, { effects = [] }) =>
        ports.decisions?.touched(
          call,
          seen,
          effects.flatMap(({ deliver }) => deliver),
        ),
      perform: async (effects, { snapshot, now }) => {
        for (const { deliver, closing, ...entered } of effects)
          await carryOut({ call, channel, sender, snapshot, now, ports, ...entered }, deliver, closing);
      },
      maxAttempts: 12,
    },
    ports,
  );
};

const slowDown = 'The mail service asks to slow down. Retry: mail already sent is not sent again.';

const look = async ({ call, channel, sender, ports }: Touch, attempt: number): Promise<TouchSeen> => {
  const now = ports.clock.now();
  // Checked before anything is read or claimed: in a burst most attempts find the mail service busy, and must cost next
  // to nothing.
  if (sender.isBusy?.(ports, now)) throw new SesThrottled(slowDown);
  const usageSince = usageNeeds(call, { now });
  const [read, switched] = await Promise.all([
    ports.accounts.snapshot(call.account, {
      withoutContacts: isForgetful(channel),
      ...(usageSince && { usageSince }),
    }),
    ports.switches.read(now),
  ]);
  mustSeeOutcome(call, read, now);
  const snapshot = hasMedian(call.step) ? await withMedians(read, now, ports) : read;
  const switches = isPushed(channel) ? await applyBrake(call.journey.id, switched, now, ports) : switched;
  return { channel, snapshot, switches, now, attempt };
};

const carryOut = async (
  turn: TouchSending,
  verdicts: readonly Verdict[],
  closing: readonly Change[],
): Promise<void> => {
  const waits = await recordDeliveryOutcomes(turn, verdicts);
  const isHeld = waits.length > 0 || verdicts.some(({ verdict }) => verdict === 'hold');
  const sends = verdicts.filter(({ verdict }) => verdict === 'send');
  let untold = tellWaited(turn.call, turn.snapshot, turn.now);
  // What ended the wait that led here comes before anything of a touch that isn't done yet, however long that takes.
  const waited = (): Change[] => {
    const changes = untold;
    untold = [];
    return changes;
  };
  for (let begin = 0; begin < sends.length; begin += batchSize) {
    const batch = await sendBatch(turn, sends.slice(begin, begin + batchSize), begin / batchSize);
    waits.push(...batch.waits);
    const closes = begin + batchSize >= sends.length && !isHeld && waits.length === 0 && !batch.throttled;
    const staysOpen = batch.throttled || batch.waits.length > 0;
    await settle(turn, batch, closes ? closing : staysOpen ? waited() : []);
    if (batch.throttled) throw new SesThrottled(slowDown);
    if (closes) return;
  }
  waits.push(...(await holdTouch(turn, verdicts, isHeld ? waited() : [])));
  const [next] = waits.sort();
  if (next !== undefined) throw new TouchHeld(next);
  await turn.ports.accounts.commit(turn.call.account, closing);
};
