import { billingTimes } from '../billing/billing-clock.ts';
import type { DuePart } from './due.ts';

/** A first payment is owed after all, or a processor has stopped trying. */
export const billingDue: DuePart = ({ snapshot: { profile } }) =>
  profile === undefined ? [] : billingTimes(profile.billing).map(at => ({ at }));
