/**
 * List prices of us-east-1 in dollars, as of November 2026, without free tiers.
 * @see https://aws.amazon.com/step-functions/pricing/ (standard workflows)
 * @see https://aws.amazon.com/ses/pricing/ (per recipient)
 * @see https://aws.amazon.com/dynamodb/pricing/on-demand/
 * @see https://aws.amazon.com/lambda/pricing/ (arm64)
 */
export const prices = {
  transition: 25 / 1e6,
  mail: 0.1 / 1e3,
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  invocation: 0.2 / 1e6,
  gigabyteSecond: 0.0000133334,
};

/** What an invocation is billed for: the memory of `infra/handler.ts`, and a duration that is assumed, not measured. */
export const billedInvocation = { gigabytes: 0.25, seconds: 0.1 };

/** What AWS meters of an enrollment. */
export interface Usage {
  transitions: number;
  mails: number;
  writeUnits: number;
  readUnits: number;
  invocations: number;
}

export const dollars = ({ transitions, mails, writeUnits, readUnits, invocations }: Usage): number =>
  transitions * prices.transition +
  mails * prices.mail +
  writeUnits * prices.writeUnit +
  readUnits * prices.readUnit +
  invocations * (prices.invocation + billedInvocation.gigabytes * billedInvocation.seconds * prices.gigabyteSecond);
