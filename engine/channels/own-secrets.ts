import type { Channel } from './channel.ts';
import { channels } from './channels.ts';

/** The secrets of all channels that send with one of their own, by variable, with their stand-ins in the local cloud. */
export const ownSecrets: Readonly<Record<string, string>> = Object.assign(
  {},
  ...Object.values<Channel>(channels).map(channel => channel.ownSecrets),
);
