import type { TouchStep } from '../definition/step.ts';
import * as all from './all-senders.ts';
import type { ChannelSender } from './sender.ts';

/** How each kind of touch is sent: a kind without a sender is a type error here. */
export const senders: Readonly<{ [Kind in TouchStep['kind']]: ChannelSender<Extract<TouchStep, { kind: Kind }>> }> = {
  ...all,
};
