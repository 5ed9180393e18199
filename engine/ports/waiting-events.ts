import type { DomainEvent } from '../account/event.ts';

/** The account or customer that an event waits for; `unmatched` ones name neither an account nor a customer. */
export type WaitingFor = { account: string } | { customer: string } | 'unmatched';

/**
 * An event of an unknown account waits under that account and under the processor's customer, whichever of them it names:
 * either may become known first.
 */
export const waitingOwners = ({ account, customer }: DomainEvent): readonly WaitingFor[] => {
  const owners: WaitingFor[] = [
    ...(account === undefined ? [] : [{ account }]),
    ...(customer === undefined ? [] : [{ customer }]),
  ];
  return owners.length > 0 ? owners : ['unmatched'];
};

/** Events that are kept until their account is known, by commits of `waiting`. Strongly consistent. */
export interface WaitingEvents {
  /** Those of an account, of a processor's customer, or for an operator to assign, in order of time: the first `atMost`, or all. */
  find(owner: WaitingFor, options?: { atMost: number }): Promise<DomainEvent[]>;
}
