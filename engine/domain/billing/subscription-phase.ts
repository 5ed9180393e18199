import { ownMember } from '../own-member.ts';

/** What a status means: `pending` never ran, `running` may be late with its payments, or paused. */
export type Phase = 'pending' | 'trial' | 'running' | 'ended';

/** The phase of a status in Stripe's words, to which those of the other processors are translated. */
export const phaseOf = (status: string): Phase => ownMember(phases, status) ?? 'running';

/** Is there a customer who has it? */
export const isLive = (status: string): boolean => phaseOf(status) === 'trial' || phaseOf(status) === 'running';

/** In the order in which a subscription goes through them. */
export const phaseOrder: readonly Phase[] = ['pending', 'trial', 'running', 'ended'];

const phases: Readonly<Record<string, Phase | undefined>> = {
  incomplete: 'pending',
  incomplete_expired: 'pending',
  future: 'pending',
  trialing: 'trial',
  canceled: 'ended',
};
