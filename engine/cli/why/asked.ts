import type { AccountSnapshot } from '../../account/account.ts';
import { accountTimezone } from '../../account/profile.ts';
import { roleOf } from '../../contacts/resolve-recipients.ts';
import { stepsIn } from '../../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { listed } from '../../journey/explain/words.ts';
import { partsOf } from '../../journey/parts-of.ts';
import { nameOneOf } from '../../kernel/did-you-mean.ts';
import type { WhyContext } from '../../why/describe-why.ts';
import { UserError } from '../user-error.ts';

/** @throws UserError for an unknown journey or step */
export const journeysAsked = (
  all: readonly JourneyDefinition[],
  journey: string | undefined,
  { step, account = '<account>' }: { step?: string; account?: string },
): readonly JourneyDefinition[] => {
  if (journey === undefined) {
    if (step === undefined) return all;
    throw new UserError(
      'a step belongs to a journey',
      `name the journey: \`npx daymark why ${account} <journey> --step ${step}\``,
      2,
    );
  }
  const found = all.find(({ id }) => id === journey);
  if (found === undefined) throw stepOrNothing(all, journey, account);
  const steps = stepsIn(found.steps).map(({ id }) => id);
  if (step !== undefined && !steps.includes(step)) throw noSuch('step', step, steps, `"${journey}" has`);
  return [found];
};

/** The name may be that of a step, or of a template that a step sends, instead of a journey. */
const stepOrNothing = (all: readonly JourneyDefinition[], name: string, account: string): UserError => {
  const places = all.flatMap(({ id, steps }) =>
    stepsIn(steps).flatMap(step => {
      const template = partsOf(step).template?.id;
      return step.id === name || template === name
        ? [{ journey: id, step: step.id, isTemplate: step.id !== name }]
        : [];
    }),
  );
  const [first] = places;
  if (first === undefined)
    return noSuch(
      'journey',
      name,
      all.map(({ id }) => id),
    );
  const journeys = [...new Set(places.map(({ journey }) => `"${journey}"`))];
  const what = first.isTemplate ? `a template of ${listed(journeys, 'and')}` : `a step of ${listed(journeys, 'and')}`;
  return new UserError(
    `"${name}" isn't a journey, but ${what}`,
    `run \`npx daymark why ${account} ${first.journey} --step ${first.step}\``,
    2,
  );
};

export const noSuch = (what: string, id: string, known: readonly string[], where = 'there is'): UserError =>
  new UserError(`${where} no ${what} "${id}"`, nameOneOf(id, known), 2);

/** The account to explain, with the contact. @throws UserError for an unknown contact */
export const askedOf = (
  told: Pick<WhyContext, 'account' | 'name' | 'at'>,
  { profile, contacts }: Pick<AccountSnapshot, 'profile' | 'contacts'>,
  contact: string | undefined,
): WhyContext => {
  const known = contacts.map(({ id }) => id);
  if (contact !== undefined && !known.includes(contact))
    throw noSuch('contact', contact, known, `"${told.account}" has`);
  return { ...told, timezone: accountTimezone(profile), people: peopleOf(contacts), contact };
};

const peopleOf = (contacts: AccountSnapshot['contacts']): WhyContext['people'] =>
  new Map(
    contacts.map(contact => {
      const name = contact.attributes.name?.value;
      return [contact.id, { name: typeof name === 'string' && name !== '' ? name : contact.id, role: roleOf(contact) }];
    }),
  );
