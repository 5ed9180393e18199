import { dollarsOfInvocations, prices } from '../engine/cost/prices.ts';

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
  dollarsOfInvocations(invocations);
