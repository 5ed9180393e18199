import type { AccountSnapshot } from '../../account/account.ts';
import { accountTimezone } from '../../account/profile.ts';
import { roleOf } from '../../contacts/resolve-recipients.ts';
import { stepsIn } from '../../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { nameOneOf } from '../../kernel/did-you-mean.ts';
import type { WhyContext } from '../../why/describe-why.ts';
import { UserError } from '../user-error.ts';

/** @throws UserError for a journey or a step that there is not */
export const journeysAsked = (
  all: readonly JourneyDefinition[],
  journey: string | undefined,
  { step }: { step?: string },
): readonly JourneyDefinition[] => {
  if (journey === undefined) {
    if (step === undefined) return all;
    throw new UserError(
      'a step is one of a journey',
      `name the journey: \`daymark why <account> <journey> --step ${step}\``,
      2,
    );
  }
  const found = all.find(({ id }) => id === journey);
  if (found === undefined)
    throw noSuch(
      'journey',
      journey,
      all.map(({ id }) => id),
    );
  const steps = stepsIn(found.steps).map(({ id }) => id);
  if (step !== undefined && !steps.includes(step)) throw noSuch(`step of ${journey}`, step, steps);
  return [found];
};

export const noSuch = (what: string, id: string, known: readonly string[]): UserError =>
  new UserError(`there is no ${what} "${id}"`, nameOneOf(id, known), 2);

/** The account that is asked about, with the contact. @throws UserError for a contact that there is not */
export const askedOf = (
  told: Pick<WhyContext, 'account' | 'name' | 'at'>,
  { profile, contacts }: Pick<AccountSnapshot, 'profile' | 'contacts'>,
  contact: string | undefined,
): WhyContext => {
  const known = contacts.map(({ id }) => id);
  if (contact !== undefined && !known.includes(contact)) throw noSuch('contact of the account', contact, known);
  return { ...told, timezone: accountTimezone(profile), people: peopleOf(contacts), contact };
};

const peopleOf = (contacts: AccountSnapshot['contacts']): WhyContext['people'] =>
  new Map(
    contacts.map(contact => {
      const name = contact.attributes.name?.value;
      return [contact.id, { name: typeof name === 'string' && name !== '' ? name : contact.id, role: roleOf(contact) }];
    }),
  );
