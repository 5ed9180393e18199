import type { Delivery } from '../../account/delivery.ts';
import type { Channel, ChannelPorts } from '../../channels/channel.ts';
import { type Channels, channelOf, channels } from '../../channels/channels.ts';
import { hasMedian } from '../../definition/figures.ts';
import type { StepResult, TouchCall } from '../../definition/step-call.ts';
import { CommitConflict, type PortsWith } from '../../ports/ports.ts';
import { withMedians } from '../../signals/use-cases/with-medians.ts';
import { SesThrottled, TouchHeld } from '../../steps/step-errors.ts';
import { enterStep, exitedResult, findEnrollment, finishStep, usageNeeds } from '../../steps/step-frame.ts';
import { addressees, begunDeliveries, decideTouch, type TouchQuestion, type Verdict } from '../decide-touch.ts';
import { applyBrake } from './apply-brake.ts';
import { closeTouch } from './close-touch.ts';
import { holdTouch } from './hold-touch.ts';
import { releaseReserved } from './release-reserved.ts';
import { sendBatch, settle } from './send-batch.ts';
import { tellFates } from './tell-fates.ts';
import type { TouchTurn } from './touch-turn.ts';

type TouchPorts = ChannelPorts & PortsWith<'switches'>;

interface Touch {
  call: TouchCall;
  channel: Channel;
  ports: TouchPorts;
}

/** A newer write makes the decision void; after that many of them the state machine's Retry gives others time. */
const mostTries = 12;

/** Deliveries reserved together. Small, to limit reservations left by a process that dies; most touches fit. */
const batchSize = 10;

/**
 * Delivers a touch: asks the gate, reserves in the ledger, hands over, settles. Two reads and three writes, and one more for
 * each further delivery. Hand-over is at most once per delivery across retries; the outcome is recorded as `unknown` only for
 * a delivery whose hand-over a process had begun before it died.
 * @throws TouchHeld when some of it may not go yet, SesThrottled when the mail service asks to slow down
 */
export const deliverTouch = async (
  call: TouchCall,
  ports: TouchPorts,
  all: Channels = channels,
): Promise<StepResult> => {
  const channel = channelOf(call.step, all);
  for (let tries = 1; ; tries++) {
    try {
      return await takeTurn({ call, channel, ports }, tries > 1);
    } catch (error) {
      if (!(error instanceof CommitConflict) || tries === mostTries) throw error;
    }
  }
};

const slowDown = 'The mail service asks to slow down. Try again: what was sent is not sent twice.';

const takeTurn = async (touch: Touch, wasRefused: boolean): Promise<StepResult> => {
  const { call, channel, ports } = touch;
  const now = ports.clock.now();
  // Before anything is read or claimed: in a burst most tries find the mail service busy, and must cost next to nothing.
  if (channel.isBusy?.(ports, now)) throw new SesThrottled(slowDown);
  const usageSince = usageNeeds(call, { now });
  const [read, switched] = await Promise.all([
    ports.accounts.snapshot(call.account, {
      withoutContacts: isForgetful(channel),
      ...(usageSince && { usageSince }),
    }),
    ports.switches.read(now),
  ]);
  const snapshot = hasMedian(call.step) ? await withMedians(read, now, ports) : read;
  const switches = mayFlood(channel) ? await applyBrake(call.journey.id, switched, now, ports) : switched;
  const entry = enterStep(call, snapshot, now);
  if (entry === 'done') return finishStep(call, call.next, snapshot, now).result;
  const enrollment = findEnrollment(call, snapshot);
  if (enrollment === undefined) return exitedResult(call.next, now);
  const question = { call, channel, snapshot, switches, now, entry, enrollment };
  const { verdicts, idle } = await decide(question, ports, wasRefused);
  if (idle.length === 0) return carryOut({ ...question, ports }, verdicts);
  await releaseReserved({ call, snapshot, ports }, idle);
  return takeTurn(touch, true);
};

/** Sent to a destination, not to contacts, so that nothing is recorded on contacts. */
const isForgetful = ({ reach }: Channel): boolean => reach.kind === 'destination';

/** A prompt goes to nobody: pages ask for it. */
const mayFlood = ({ reach }: Channel): boolean => reach.kind !== 'application';

/**
 * Decides with as little of the ledger as is safe. Who was mailed remembers it, so the ledger is read only when somebody
 * does, when a claim was refused, or when a touch that leaves no trace in contacts is not to be sent any more. `idle`: reserved
 * by an earlier try, and not to go now.
 */
const decide = async (
  question: Omit<TouchQuestion, 'ledger' | 'channel'> & { channel: Channel },
  ports: TouchPorts,
  wasRefused: boolean,
): Promise<{ verdicts: Verdict[]; idle: Delivery[] }> => {
  const { call, channel } = question;
  const begun = begunDeliveries(question);
  if (!wasRefused && begun.length === 0) {
    const verdicts = decideTouch({ ...question, ledger: new Map() });
    if (!isForgetful(channel) || verdicts.every(({ verdict }) => verdict === 'send')) return { verdicts, idle: [] };
  }
  const named = addressees(question).map(({ delivery }) => delivery);
  const deliveries = await ports.accounts.deliveries(call.account, [...new Set([...named, ...begun])]);
  const ledger = new Map(deliveries.map((each): [string, Delivery] => [each.id, each]));
  const verdicts = decideTouch({ ...question, ledger });
  const going = new Set(verdicts.filter(({ verdict }) => verdict === 'send').map(({ delivery }) => delivery));
  return { verdicts, idle: deliveries.filter(({ id, state }) => state === 'reserved' && !going.has(id)) };
};

const carryOut = async (turn: TouchTurn, verdicts: readonly Verdict[]): Promise<StepResult> => {
  const waits = await tellFates(turn, verdicts);
  const isHeld = waits.length > 0 || verdicts.some(({ verdict }) => verdict === 'hold');
  const closing = closeTouch(turn, verdicts);
  const sends = verdicts.filter(({ verdict }) => verdict === 'send');
  for (let begin = 0; begin < sends.length; begin += batchSize) {
    const batch = await sendBatch(turn, sends.slice(begin, begin + batchSize), begin / batchSize);
    waits.push(...batch.waits);
    const closes = begin + batchSize >= sends.length && !isHeld && waits.length === 0 && !batch.throttled;
    await settle(turn, batch, closes ? closing.changes : []);
    if (batch.throttled) throw new SesThrottled(slowDown);
    if (closes) return closing.result;
  }
  waits.push(...(await holdTouch(turn, verdicts)));
  const [next] = waits.sort();
  if (next !== undefined) throw new TouchHeld(next);
  await turn.ports.accounts.commit(turn.call.account, closing.changes);
  return closing.result;
};
