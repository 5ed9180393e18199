import type { TouchStep } from '../../domain/step.ts';
import type { PortsWith } from '../ports.ts';
import { prepareEmail } from './email.ts';
import { preparePrompt } from './in-app.ts';
import type { OutgoingTouch, Prepare, PreparedTouch } from './outgoing-touch.ts';
import { prepareSlack } from './slack.ts';
import { prepareWebhook } from './webhook.ts';

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
