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
  /** Mails of this touch already cleared to send: they count against the account's caps, too. */
  decided?: Contact['recentSends'];
  /** Earlier mails to the account that count against its caps, gathered once for all recipients. */
  toAccount?: Contact['recentSends'];
  /** By canonical address, the id of the contact that gets this touch there. */
  copies?: ReadonlyMap<string, string>;
  now: Instant;
}

/**
 * A hold without `until` lasts as long as the policy allows; an event that ends it earlier wakes the touch.
 * `endsByNews`: such a hold, after `limitHold` gave it an end. `fail`: it can't be sent until an error is fixed.
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

/**
 * A rule on a delivery to one contact at an address. `delivery` is the id of that delivery, which does not count
 * against itself.
 */
export interface ContactGate {
  name: string;
  asksFor: readonly ['address'];
  ask: (context: ContactContext, contact: Contact, delivery: string) => GateAnswer;
}

export interface ContactContext extends GateContext {
  addresses: AddressBook;
}
