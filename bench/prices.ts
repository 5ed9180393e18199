import { dollarsOfInvocations, prices } from '../engine/cost/prices.ts';

/** Metered usage of AWS services by an enrollment. */
export interface ServiceUsage {
  transitions: number;
  mails: number;
  writeUnits: number;
  readUnits: number;
  invocations: number;
}

export const inDollars = ({ transitions, mails, writeUnits, readUnits, invocations }: ServiceUsage): number =>
  transitions * prices.transition +
  mails * prices.mail +
  writeUnits * prices.writeUnit +
  readUnits * prices.readUnit +
  dollarsOfInvocations(invocations);
