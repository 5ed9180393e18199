import type { Delivery } from '../../engine/account/delivery.ts';
import { now } from './touch.ts';

/** A mail of `onboarding` to ada that a process is about to hand over. */
export const aDelivery = (more: Partial<Delivery> = {}): Delivery => ({
  id: 'd1',
  account: 'acme',
  enrollment: 'onboarding-1',
  journey: 'onboarding',
  step: 'welcome',
  contact: 'ada',
  channel: 'email',
  class: 'lifecycle',
  template: 'welcome',
  contentHash: 'h1',
  state: 'claimed',
  attempts: 1,
  claimedAt: now,
  facts: {},
  ...more,
});
