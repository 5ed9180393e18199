import type { TouchStep } from '../definition/step.ts';
import type { Channel } from './channel.ts';
import { email } from './email/manifest.ts';
import { inApp } from './in-app/manifest.ts';
import { slack } from './slack/manifest.ts';
import { webhook } from './webhook/manifest.ts';

/** The channel of each kind of touch. */
export type Channels = Readonly<Record<string, Channel>>;

export const channels = { email, prompt: inApp, slack, webhook } satisfies {
  [Kind in TouchStep['kind']]: Channel<Extract<TouchStep, { kind: Kind }>>;
};

export const channelOf = ({ kind }: Pick<TouchStep, 'kind'>, all: Channels = channels): Channel => {
  const channel = all[kind];
  if (channel === undefined) throw new Error(`No channel sends a touch of kind "${kind}": list one in channels.ts.`);
  return channel;
};
