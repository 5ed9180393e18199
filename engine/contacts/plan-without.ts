import type { Contact } from '../account/account.ts';
import { fullNamesOf, namesIn } from '../account/named-person.ts';
import type { PlanGoal, SuccessPlan } from '../account/success-plan.ts';
import type { Instant } from '../kernel/instant.ts';

/**
 * The success plan without a person: without them as owner, and without titles that contain their id, address or name.
 * It is newer than the stored plan, so that an older plan that arrives late does not replace it. Undefined if the plan
 * does not name them.
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
  // Of two plans of the same instant, the message that sorts last wins. Stryker disable next-line EqualityOperator: of
  // two equal instants either one is the same.
  return { at: at > plan.at ? at : plan.at, message: `${plan.message}~`, goals };
};

const untitled = <Titled extends { title?: string }>(
  { title, ...others }: Titled,
  isNamed: (text: string | undefined) => boolean,
) => ({ ...others, ...(title !== undefined && !isNamed(title) && { title }) });
