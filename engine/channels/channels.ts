import type { TouchStep } from '../definition/step.ts';
import type { Channel } from './channel.ts';
import { email } from './email/manifest.ts';
import { inApp } from './in-app/manifest.ts';
import { slack } from './slack/manifest.ts';
import { webhook } from './webhook/manifest.ts';

/** The channel of each kind of touch. Each also has a line in `senders.ts`. */
export const channels: Readonly<{ [Kind in TouchStep['kind']]: Channel<Extract<TouchStep, { kind: Kind }>> }> = {
  email,
  prompt: inApp,
  slack,
  webhook,
};
