import type { Contact } from '../account/account.ts';
import { addressesOf } from '../account/erasure.ts';
import type { PlanGoal, SuccessPlan } from '../account/success-plan.ts';
import type { Instant } from '../kernel/instant.ts';

/**
 * The success plan without a person: as an owner, and without titles that name them by id, address or name. It is a newer word of the plan,
 * so that what was said before the erasure never comes back. Nothing where the plan does not name them.
 */
export const planWithout = (
  plan: SuccessPlan | undefined,
  contact: Pick<Contact, 'id' | 'attributes' | 'suppression'>,
  at: Instant,
): SuccessPlan | undefined => {
  if (plan === undefined) return undefined;
  const names = namesOf(contact);
  const isNamed = (text: string | undefined) =>
    text !== undefined && names.some(name => name.length >= shortestName && lower(text).includes(name));
  const isOwner = (owner: string | undefined) => owner !== undefined && names.includes(lower(owner));
  const goals = plan.goals.map(
    ({ owner, ...goal }): PlanGoal => ({
      ...untitled(goal, isNamed),
      ...(owner !== undefined && !isOwner(owner) && { owner }),
      ...(goal.milestones && { milestones: goal.milestones.map(each => untitled(each, isNamed)) }),
    }),
  );
  const isSame = plan.goals.every(
    ({ owner, title, milestones = [] }) =>
      !isOwner(owner) && !isNamed(title) && !milestones.some(each => isNamed(each.title)),
  );
  if (isSame) return undefined;
  // Of the same instant, the message that sorts last counts.
  return { at: at > plan.at ? at : plan.at, message: `${plan.message}~`, goals };
};

const untitled = <Titled extends { title?: string }>(
  { title, ...others }: Titled,
  isNamed: (text: string | undefined) => boolean,
) => ({ ...others, ...(title !== undefined && !isNamed(title) && { title }) });

/** Names of two letters are in half of all words. */
const shortestName = 3;

const namesOf = (contact: Pick<Contact, 'id' | 'attributes' | 'suppression'>): string[] => {
  const name = contact.attributes.name?.value;
  return [contact.id, ...addressesOf(contact as Contact), ...(typeof name === 'string' ? [name] : [])]
    .map(each => lower(each.trim()))
    .filter(each => each !== '');
};

const lower = (text: string): string => text.toLowerCase();
