import { statingEvents } from '../billing/stated-attributes.ts';
import { type ConditionKind, noFacts, noSince, noTurn } from './condition-kind.ts';

/** As the goals were judged last: each morning, and by each event. Without a plan, or without that goal in it, the answer is unknown. */
export const successPlan: ConditionKind<'successPlan'> = {
  truth: (condition, { goals }) => {
    if (goals === undefined) return undefined;
    if (condition.is === 'behind') return Object.values(goals).some(({ behind }) => behind === true);
    const state = Object.hasOwn(goals, condition.goal) ? goals[condition.goal] : undefined;
    return state && state.is === 'reached';
  },
  since: noSince,
  events: ({ events }) => [...statingEvents, ...events],
  // Mornings at which goals change are when the account is evaluated anyway.
  turnsAt: noTurn,
  facts: noFacts,
};
