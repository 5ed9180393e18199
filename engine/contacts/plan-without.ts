import type { Contact } from '../account/account.ts';
import { fullNamesOf, namesIn } from '../account/named-person.ts';
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
  const names = fullNamesOf(contact);
  const isNamed = (text: string | undefined) => namesIn(text, names);
  const isOwner = (owner: string | undefined) => owner !== undefined && names.includes(owner.toLowerCase());
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
  // Stryker disable next-line EqualityOperator: of two equal instants either one is the same.
  return { at: at > plan.at ? at : plan.at, message: `${plan.message}~`, goals };
};

const untitled = <Titled extends { title?: string }>(
  { title, ...others }: Titled,
  isNamed: (text: string | undefined) => boolean,
) => ({ ...others, ...(title !== undefined && !isNamed(title) && { title }) });
