import type { AddressBook } from '../contacts/address-book.ts';
import type { Audience } from '../definition/audience.ts';
import type { TouchStep } from '../definition/step.ts';

/** What a touch reaches, as its channel declares. */
export type Reach<Step extends TouchStep = TouchStep> =
  /** Contacts, one delivery each, at an address of theirs: the gates are asked of every contact before it is sent. */
  | { kind: 'address'; audience(step: Step): Audience; addresses: AddressBook }
  /** Contacts in the application, one delivery for the audience. A page asks about its reader when it shows it: `hiddenAs`. */
  | { kind: 'application'; audience(step: Step): Audience }
  /** A team's own destination: no contact. */
  | { kind: 'destination'; destination(step: Step): string };

export const everyReach = ['address', 'application', 'destination'] as const satisfies readonly Reach['kind'][];

/** What the decision on a touch asks of its channel. */
export interface TouchChannel<Step extends TouchStep = TouchStep> {
  /** As timelines and the ledger show it. */
  name: string;
  reach: Reach<Step>;
}
