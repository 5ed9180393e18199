import { billingTimes } from '../billing/billing-clock.ts';
import type { DuePart } from './due-part.ts';

/** Times at which a first payment becomes owed, or a processor counts as having stopped retrying. */
export const billingDue: DuePart = ({ snapshot: { profile } }) =>
  profile === undefined ? [] : billingTimes(profile.billing).map(at => ({ at }));
