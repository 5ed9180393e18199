import { ownMember } from '../kernel/own-member.ts';

/** Phases: `pending` never ran, `running` may be past due or paused. */
export type Phase = 'pending' | 'trial' | 'running' | 'ended';

/** The phase of a status in Stripe's terms, to which other processors' statuses are mapped. */
export const phaseOf = (status: string): Phase => ownMember(phases, status) ?? 'running';

/** Is the subscription on trial or running? */
export const isLive = (status: string): boolean => phaseOf(status) === 'trial' || phaseOf(status) === 'running';

/** Does it bring revenue now? Trials and pauses don't, nor subscriptions whose collection the processor gave up. */
export const isPaidFor = (status: string): boolean => phaseOf(status) === 'running' && !unpaid.includes(status);

const unpaid: readonly string[] = ['paused', 'unpaid'];

/** In lifecycle order. */
export const phaseOrder: readonly Phase[] = ['pending', 'trial', 'running', 'ended'];

const phases: Readonly<Record<string, Phase | undefined>> = {
  incomplete: 'pending',
  incomplete_expired: 'pending',
  future: 'pending',
  trialing: 'trial',
  canceled: 'ended',
};
