import { verifyBasicAuth } from '../ingest/basic-auth.ts';
import { signedHeaders, verifyHeader } from '../ingest/header-signature.ts';
import type { WebhookRequest } from '../ingest/webhook-request.ts';
import { signatureOf, verifySignature } from '../ingest/webhook-signature.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ConnectorWebhook } from './connector-webhook.ts';

/** @throws RefusedRequest if the request does not come from the connector */
export const verifyRequest = (
  { signing }: Pick<ConnectorWebhook, 'signing'>,
  request: WebhookRequest,
  secrets: readonly string[],
  now: Instant,
): void => {
  const { body, header, receivedAt } = request;
  const clocks = [now, receivedAt];
  if (signing === undefined) verifyBasicAuth(header('authorization'), secrets);
  else if ('hash' in signing) verifyHeader(signing, request, secrets, clocks);
  else verifySignature(signing, body, header(signing.header.toLowerCase()), secrets, clocks);
};

/** The authentication headers of a request, as the connector sends them. */
export const signedRequestHeaders = (
  { signing }: Pick<ConnectorWebhook, 'signing'>,
  { body, url }: { body: string; url: string },
  secret: string,
  now: Instant,
): Record<string, string> => {
  if (signing === undefined) return { authorization: `Basic ${btoa(secret)}` };
  if ('hash' in signing) return signedHeaders(signing, { body: Buffer.from(body), url }, secret, now);
  return { [signing.header.toLowerCase()]: signatureOf(signing, secret, body, now) };
};
