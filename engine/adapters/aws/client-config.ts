import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { StandardRetryStrategy } from '@smithy/core/retry';

/**
 * Before it calls `logger.info`, the SDK copies request and response, without what is sensitive: wasted where no log is kept,
 * and a third of the time of a large query. Without an `info` it does not.
 */
const ignore = () => undefined;
const logger = {
  trace: ignore,
  debug: ignore,
  warn: ignore,
  error: ignore,
} as unknown as DynamoDBClientConfig['logger'];

/** Configuration that a process may give all of its clients. */
export type SdkOptions = Pick<
  DynamoDBClientConfig,
  'signer' | 'requestHandler' | 'endpoint' | 'defaultUserAgentProvider'
>;

/** Defaults of every client: a command's middleware stack is resolved once, not at each call. */
export const leanClient: Pick<DynamoDBClientConfig, 'logger' | 'cacheMiddleware'> = { logger, cacheMiddleware: true };

/** A lost answer must not hold a function until Lambda ends it: these calls are safe to repeat, and the SDK does. */
export const clientConfig: Pick<DynamoDBClientConfig, keyof typeof leanClient | 'requestHandler'> = {
  ...leanClient,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

/** As other SDKs of AWS for DynamoDB: of calls that are throttled now and then, three in a row are common in a burst. */
const attempts = 8;
const firstDelay = 50;

/**
 * A call that is throttled is tried again within milliseconds, and for six seconds at most. The SDK would begin with a whole
 * second, and after 71 of them a function would be dead.
 */
const retryStrategy = () =>
  new StandardRetryStrategy({
    maxAttempts: attempts,
    backoff: {
      computeNextBackoffDelay: before => Math.random() * firstDelay * 2 ** before,
      setDelayBase: () => undefined,
    },
  });

/** For DynamoDB. */
export const tableClientConfig = (): DynamoDBClientConfig => ({ ...clientConfig, retryStrategy: retryStrategy() });
