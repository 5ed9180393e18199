import type { PortsWith } from '../../ports/ports.ts';
import type { WebhookStep } from '../../steps/webhook/step.ts';
import type { OutgoingTouch, PreparedTouch } from '../outgoing-touch.ts';
import type { ChannelSender } from '../sender.ts';
import { dataValues } from '../template-variables.ts';

/** A signed request to the business's own endpoint. Its `id` is the idempotency key. */
const prepareWebhook = async (
  touch: OutgoingTouch<WebhookStep>,
  { poster }: PortsWith<'poster'>,
): Promise<PreparedTouch> => {
  const { call, addressee, now } = touch;
  const body = {
    id: addressee.delivery,
    type: 'touch',
    account: call.account,
    journey: call.journey.id,
    step: call.step.id,
    enrollment: call.enrollment,
    occurredAt: now,
    data: dataValues(touch, call.step.data),
  };
  return {
    kind: 'outgoing',
    send: async () => {
      await poster.post({ kind: 'webhook', name: call.step.endpoint }, body, addressee.delivery);
      return {};
    },
  };
};

export const webhookSender: ChannelSender<WebhookStep> = { prepare: prepareWebhook };
