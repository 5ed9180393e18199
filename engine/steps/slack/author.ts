import { plainData } from '../../journey/plain-data.ts';
import type { SlackStep } from './step.ts';

export interface SlackOptions {
  /** Name of the channel's address in the environment's secrets, never the address. */
  channel: string;
  text: string;
}

export const slack = (id: string, { channel, text }: SlackOptions): SlackStep =>
  plainData({ kind: 'slack', id, channel, text }, `slack "${id}"`);
