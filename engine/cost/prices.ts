/**
 * List prices of us-east-1 in dollars, as of November 2026, without free tiers.
 * @see https://aws.amazon.com/step-functions/pricing/ (standard workflows)
 * @see https://aws.amazon.com/ses/pricing/ (per recipient)
 * @see https://aws.amazon.com/dynamodb/pricing/on-demand/
 * @see https://aws.amazon.com/lambda/pricing/ (arm64)
 * @see https://aws.amazon.com/api-gateway/pricing/ (HTTP APIs)
 * @see https://aws.amazon.com/sqs/pricing/ (the FIFO price for all, which is the higher one)
 * @see https://aws.amazon.com/cloudwatch/pricing/
 * @see https://aws.amazon.com/firehose/pricing/ (direct PUT: each record counts as 5 KB or a multiple)
 * @see https://aws.amazon.com/s3/pricing/ (standard)
 */
export const prices = {
  transition: 25 / 1e6,
  mail: 0.1 / 1e3,
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  /** A gigabyte-month of the table and its point-in-time recovery. */
  storedGigabyte: 0.25 + 0.2,
  invocation: 0.2 / 1e6,
  gigabyteSecond: 0.0000133334,
  httpRequest: 1 / 1e6,
  queueRequest: 0.5 / 1e6,
  notification: 0.5 / 1e6,
  /** A gigabyte taken by Firehose. */
  deliveredGigabyte: 0.029,
  /** A gigabyte in S3 for a month. */
  filedGigabyte: 0.023,
  filePut: 5 / 1e6,
  loggedGigabyte: 0.5,
  trace: 5 / 1e6,
  alarm: 0.1,
  metric: 0.3,
  dashboard: 3,
  secret: 0.4,
} as const;

/** Billing of an invocation: the memory of `infra/handler.ts`, and an assumed duration. */
export const billedInvocation = { gigabytes: 0.25, seconds: 0.1 };

export const dollarsOfInvocations = (count: number): number =>
  count * (prices.invocation + billedInvocation.gigabytes * billedInvocation.seconds * prices.gigabyteSecond);
