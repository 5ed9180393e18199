import * as z from 'zod';
import { readStripeEvent } from '../../connectors/billing/stripe/stripe-webhook.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { firstProblem } from '../first-problem.ts';
import { sentCalls } from '../sent-calls.ts';
import { publishBilling } from './ingest-billing.ts';
import { type IngestPorts, ingestUsage } from './ingest-usage.ts';

/**
 * Takes an event of EventBridge: of Stripe's partner source, whose detail is a Stripe event, or of our own bus, whose detail
 * is the `track` or `group` call that its type says. There is no signature or key to check: IAM controls which principals put events on a bus.
 * Personal attributes are refused here, since the event would lie in a queue: they are posted.
 * @see https://docs.stripe.com/event-destinations/eventbridge
 * @throws RefusedRequest
 */
export const ingestPartnerEvent = async (said: unknown, ports: IngestPorts): Promise<void> => {
  const { data, error } = envelope.safeParse(said);
  if (error) throw firstProblem(error);
  const { source, detail, 'detail-type': type } = data;
  if (source.startsWith(stripeSource)) {
    const { seats } = await ports.build.catalog();
    const events = readStripeEvent(detail, ports.settings, ports.clock.now(), seats?.prices);
    await publishBilling(events, ports);
  } else if (!/^aws\./.test(source) && (type === 'track' || type === 'group')) {
    await ingestUsage(sentCalls(type, detail), ports);
  } else {
    throw new RefusedRequest(
      'unknown_event',
      `"${type}" of "${source}" is neither an event of ${stripeSource}… nor a call: put track or group calls`,
    );
  }
};

const stripeSource = 'aws.partner/stripe.com/';

const envelope = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
});
