import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { StandardRetryStrategy } from '@smithy/core/retry';

/**
 * The SDK copies request and response, without sensitive fields, before it calls `logger.info`. That takes a third of
 * the time of a large query, so this logger has no `info`.
 */
const ignore = () => undefined;
const logger = {
  trace: ignore,
  debug: ignore,
  warn: ignore,
  error: ignore,
} as unknown as DynamoDBClientConfig['logger'];

/** Configuration that a process may pass to all of its clients. */
export type SdkOptions = Pick<
  DynamoDBClientConfig,
  'signer' | 'requestHandler' | 'endpoint' | 'defaultUserAgentProvider'
>;

/** Defaults of every client: a command's middleware stack is resolved once, not at each call. */
export const leanClient: Pick<DynamoDBClientConfig, 'logger' | 'cacheMiddleware'> = { logger, cacheMiddleware: true };

/**
 * Timeouts, so that a lost answer does not block a function until Lambda's own timeout. The SDK repeats these calls
 * safely.
 */
export const clientConfig: Pick<DynamoDBClientConfig, keyof typeof leanClient | 'requestHandler'> = {
  ...leanClient,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

/** As in AWS's other SDKs for DynamoDB: in a burst, a call is often throttled three times in a row. */
const attempts = 8;
const firstDelay = 50;

/**
 * Retries a throttled call within milliseconds, and for six seconds at most. The SDK's delays begin at a second and add
 * up to 71, longer than a function's timeout.
 */
const retryStrategy = () =>
  new StandardRetryStrategy({
    maxAttempts: attempts,
    backoff: {
      computeNextBackoffDelay: before => Math.random() * firstDelay * 2 ** before,
      setDelayBase: () => undefined,
    },
  });

/** Configuration of DynamoDB clients. */
export const tableClientConfig = (): DynamoDBClientConfig => ({ ...clientConfig, retryStrategy: retryStrategy() });
