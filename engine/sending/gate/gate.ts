import type { AccountSnapshot, Contact } from '../../account/account.ts';
import type { TouchReason } from '../../account/timeline.ts';
import type { AddressBook } from '../../contacts/mailboxes.ts';
import type { TouchCall } from '../../definition/step-call.ts';
import type { Instant, Second } from '../../kernel/instant.ts';
import type { KillSwitches } from '../kill-switches.ts';
import type { Reach, TouchChannel } from '../reach.ts';

/** Input of the gates. */
export interface GateContext {
  call: TouchCall;
  channel: TouchChannel;
  snapshot: AccountSnapshot;
  switches: KillSwitches;
  /** Mails of this very touch that may go, which the account's caps count, too. */
  decided?: Contact['recentSends'];
  /** Mails to the account before this touch that its caps count, gathered once for all recipients. */
  toAccount?: Contact['recentSends'];
  /** By canonical address, the id of the contact that gets this touch there. */
  copies?: ReadonlyMap<string, string>;
  now: Instant;
}

/**
 * A hold without `until` lasts as long as the policy lets anything be held; what ends it earlier wakes the touch. `endsByNews`: it
 * was one, before it was given its end. `fail`: it can't go, because of an error that needs a fix.
 */
export type GateAnswer =
  | 'pass'
  | { skip: TouchReason }
  | { fail: TouchReason }
  | { hold: TouchReason; until?: Second; endsByNews?: true };

/** A rule on the touch as a whole. */
export interface TouchGate {
  name: string;
  asksFor: readonly Reach['kind'][];
  ask: (context: GateContext) => GateAnswer;
}

/** A rule on a delivery to one contact at an address. `delivery` is the id of that delivery, which does not count against itself. */
export interface ContactGate {
  name: string;
  asksFor: readonly ['address'];
  ask: (context: ContactContext, contact: Contact, delivery: string) => GateAnswer;
}

export interface ContactContext extends GateContext {
  addresses: AddressBook;
}
