import type { TouchStep } from '../definition/step.ts';
import { emailSender } from './email/email.ts';
import { preparePrompt } from './in-app/in-app.ts';
import type { ChannelSender } from './sender.ts';
import { prepareSlack } from './slack/slack.ts';
import { prepareWebhook } from './webhook/webhook.ts';

/** How each kind of touch is sent. */
export const senders: Readonly<{ [Kind in TouchStep['kind']]: ChannelSender<Extract<TouchStep, { kind: Kind }>> }> = {
  email: emailSender,
  prompt: { prepare: preparePrompt },
  slack: { prepare: prepareSlack },
  webhook: { prepare: prepareWebhook },
};
