import type { Step, TouchStep } from '../definition/step.ts';
import type { Channel } from './channel.ts';
import { channels } from './channels.ts';

export const isTouch = (step: Step): step is TouchStep => step.kind in channels;

/** The channel of a touch. @throws Error if no channel sends its kind */
export const channelOf = ({ kind }: TouchStep): Channel => {
  const channel: Channel | undefined = channels[kind];
  if (channel === undefined) throw new Error(`No channel sends a touch of kind "${kind}": run npm run kinds.`);
  return channel;
};
