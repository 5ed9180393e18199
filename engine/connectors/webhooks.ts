import { chargebeeWebhook } from './billing/chargebee/webhook.ts';
import { paddleWebhook } from './billing/paddle/webhook.ts';
import { stripeWebhook } from './billing/stripe/webhook.ts';
import type { BillingWebhook } from './billing-webhook.ts';
import type { Processor } from './processors.ts';

export const webhooks: Readonly<Record<Processor, BillingWebhook>> = {
  stripe: stripeWebhook,
  paddle: paddleWebhook,
  chargebee: chargebeeWebhook,
};
