import type { DomainEvent } from '../account/event.ts';

/** The account or customer that an event waits for; `unmatched` ones name neither an account nor a customer. */
export type WaitingFor = { account: string } | { customer: string } | 'unmatched';

/**
 * An event of an unknown account waits under the account and the processor's customer, as far as it names them, because
 * either may become known first.
 */
export const waitingOwners = ({ account, customer }: DomainEvent): readonly WaitingFor[] => {
  const owners: WaitingFor[] = [
    ...(account === undefined ? [] : [{ account }]),
    ...(customer === undefined ? [] : [{ customer }]),
  ];
  return owners.length > 0 ? owners : ['unmatched'];
};

/** Events stored by commits of `waiting` until their account is known. Strongly consistent. */
export interface WaitingEvents {
  /** The first `atMost` events, or all, of an account, of a customer, or for an operator to assign, ordered by time. */
  find(owner: WaitingFor, options?: { atMost: number }): Promise<DomainEvent[]>;
}
