import type { AddressBook } from '../contacts/mailboxes.ts';
import { audienceName } from '../contacts/resolve-recipients.ts';
import type { Audience } from '../definition/audience.ts';
import type { TouchStep } from '../definition/step.ts';

/** Whom a channel's touches reach. */
export type Reach<Step extends TouchStep = TouchStep> =
  /** Contacts, one delivery each, each at its address: the contact gates run for each of them before sending. */
  | { kind: 'address'; audience(step: Step): Audience; addresses: AddressBook }
  /**
   * Contacts in the application, one delivery for the audience. The page checks its reader when it shows the prompt:
   * `hiddenAs`.
   */
  | { kind: 'application'; audience(step: Step): Audience }
  /** A team's own destination: no contact. */
  | { kind: 'destination'; destination(step: Step): string };

/** The address book of a channel that reaches contacts one by one, else undefined. */
export const addressBookOf = ({ reach }: TouchChannel): AddressBook | undefined =>
  reach.kind === 'address' ? reach.addresses : undefined;

/** The contacts that a touch is for; undefined for a destination. */
export const audienceOf = <Step extends TouchStep>({ reach }: TouchChannel<Step>, step: Step): Audience | undefined =>
  reach.kind === 'destination' ? undefined : reach.audience(step);

/** The name of a touch's destination or audience. */
export const addressedTo = <Step extends TouchStep>({ reach }: TouchChannel<Step>, step: Step): string =>
  reach.kind === 'destination' ? reach.destination(step) : audienceName(reach.audience(step));

/** Is it handed over to a service? In-app prompts are fetched by the page that shows them. */
export const isPushed = ({ reach }: TouchChannel): boolean => reach.kind !== 'application';

/** Does it go to a destination, so that contacts keep no record of it? */
export const isForgetful = ({ reach }: TouchChannel): boolean => reach.kind === 'destination';

export const everyReach = ['address', 'application', 'destination'] as const satisfies readonly Reach['kind'][];

/** The part of a channel that decisions on touches need. */
export interface TouchChannel<Step extends TouchStep = TouchStep> {
  /** Name in timelines and the ledger. */
  name: string;
  reach: Reach<Step>;
}
