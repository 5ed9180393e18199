import { createHmac } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { proxyEvent } from '../local/api-gateway.ts';
import { feedbackQueue, type LocalCloud } from '../local/local-cloud.ts';
import type { LineProblem, RecognizedLine } from './recognize-line.ts';

const writeKey = 'local';
const stripeSecret = 'whsec_local';

/** What the handlers need to believe the events that a playback delivers; the local cloud guards nothing. */
export const localSecrets = {
  DAYMARK_PUBLIC_URL: 'https://journeys.example',
  DAYMARK_TOKEN_SECRET: 'local-secret-of-unsubscribe-links',
  DAYMARK_WRITE_KEYS: writeKey,
  DAYMARK_STRIPE_SECRETS: stripeSecret,
};

/** Hands a recorded event to the handler that would get it on AWS. @returns why the handler refused it, if it did. */
export const deliver = async (
  cloud: LocalCloud,
  { kind, body }: Pick<RecognizedLine, 'kind' | 'body'>,
): Promise<LineProblem | undefined> => {
  const text = JSON.stringify(body);
  switch (kind) {
    case 'segment':
      return refusal(
        await post(cloud, 'ingest-usage', `/v1/${String(body.type)}`, text, {
          authorization: `Basic ${btoa(`${writeKey}:`)}`,
        }),
      );
    case 'stripe':
      return refusal(
        await post(cloud, 'ingest-billing', '/v1/billing/stripe', text, {
          'stripe-signature': stripeSignature(text, cloud.now()),
        }),
      );
    default:
      cloud.queues.get(feedbackQueue).send({ body: text });
      return undefined;
  }
};

const post = async (
  cloud: LocalCloud,
  functionName: string,
  path: string,
  text: string,
  headers: Record<string, string>,
): Promise<APIGatewayProxyStructuredResultV2> =>
  (await cloud.invoke(
    functionName,
    proxyEvent(text, 'POST', path, { 'content-type': 'application/json', ...headers }, cloud.now()),
  )) as APIGatewayProxyStructuredResultV2;

const refusal = ({ statusCode = 200, body = '' }: APIGatewayProxyStructuredResultV2): LineProblem | undefined => {
  if (statusCode < 400) return undefined;
  const { error } = JSON.parse(body) as { error: { message: string; field?: string } };
  return { what: error.field ? `${error.field} is wrong` : 'refused', fix: error.message };
};

/** As Stripe signs: https://docs.stripe.com/webhooks#verify-manually */
const stripeSignature = (text: string, now: string): string => {
  const time = Math.floor(Date.parse(now) / 1000);
  return `t=${time},v1=${createHmac('sha256', stripeSecret).update(`${time}.${text}`).digest('hex')}`;
};
