import type { TouchStep } from '../definition/step.ts';
import type { PortsWith } from '../ports/ports.ts';
import { prepareEmail } from './email/email.ts';
import { preparePrompt } from './in-app/in-app.ts';
import type { OutgoingTouch, Prepare, PreparedTouch } from './outgoing-touch.ts';
import { prepareSlack } from './slack/slack.ts';
import { prepareWebhook } from './webhook/webhook.ts';

/** Renders a delivery for its channel. @throws TemplateRenderError */
export const prepareTouch = (
  touch: OutgoingTouch,
  ports: PortsWith<'mailer' | 'promptContents'>,
): Promise<PreparedTouch> => (channels[touch.call.step.kind] as Prepare<TouchStep>)(touch, ports);

const channels: { [Kind in TouchStep['kind']]: Prepare<Extract<TouchStep, { kind: Kind }>> } = {
  email: prepareEmail,
  prompt: preparePrompt,
  slack: prepareSlack,
  webhook: prepareWebhook,
};
