import type { AddressBook } from '../contacts/mailboxes.ts';
import { audienceName } from '../contacts/resolve-recipients.ts';
import type { Audience } from '../definition/audience.ts';
import type { TouchStep } from '../definition/step.ts';

/** The audience of a touch, as its channel declares. */
export type Reach<Step extends TouchStep = TouchStep> =
  /** Contacts, one delivery each, at an address of theirs: the gates are asked of every contact before it is sent. */
  | { kind: 'address'; audience(step: Step): Audience; addresses: AddressBook }
  /** Contacts in the application, one delivery for the audience. A page asks about its reader when it shows it: `hiddenAs`. */
  | { kind: 'application'; audience(step: Step): Audience }
  /** A team's own destination: no contact. */
  | { kind: 'destination'; destination(step: Step): string };

/** The book that finds the contacts' addresses; undefined where a touch does not reach them one by one. */
export const addressBookOf = ({ reach }: TouchChannel): AddressBook | undefined =>
  reach.kind === 'address' ? reach.addresses : undefined;

/** The contacts that a touch is for; undefined where it is for none. */
export const audienceOf = <Step extends TouchStep>({ reach }: TouchChannel<Step>, step: Step): Audience | undefined =>
  reach.kind === 'destination' ? undefined : reach.audience(step);

/** The named destination of a touch as a whole. */
export const addressedTo = <Step extends TouchStep>({ reach }: TouchChannel<Step>, step: Step): string =>
  reach.kind === 'destination' ? reach.destination(step) : audienceName(reach.audience(step));

/** Is it handed over to a service? In-app prompts are fetched by the page that shows them. */
export const isPushed = ({ reach }: TouchChannel): boolean => reach.kind !== 'application';

/** Does it go to a destination, so that contacts keep no record of it? */
export const isForgetful = ({ reach }: TouchChannel): boolean => reach.kind === 'destination';

export const everyReach = ['address', 'application', 'destination'] as const satisfies readonly Reach['kind'][];

/** A channel as the decision on a touch sees it. */
export interface TouchChannel<Step extends TouchStep = TouchStep> {
  /** As timelines and the ledger show it. */
  name: string;
  reach: Reach<Step>;
}
