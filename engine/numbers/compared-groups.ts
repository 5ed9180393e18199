import { splitsOf } from '../definition/compared-goal.ts';
import { holdoutArm } from '../definition/holdout-arm.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { heldOutShares } from '../definition/lots.ts';
import type { ComparedFacts } from './account-facts.ts';
import type { ComparedGroups } from './compare-groups.ts';

/** All comparisons: the holdouts and experiments of journeys with a goal, as currently defined. */
export const comparedGroups = (journeys: readonly JourneyDefinition[]): ComparedGroups[] =>
  journeys
    .filter(({ goal }) => goal !== undefined)
    .flatMap(journey => [...ownHoldout(journey), ...holdoutOfAll(journey), ...experiments(journey)])
    .map(compared => ({ ...compared, groups: compared.groups.filter(({ weight }) => weight > 0) }))
    .filter(({ groups }) => groups.length > 1);

const heldOut = 'held out';
const reachedOut = 'in the journey';

const ownHoldout = (journey: JourneyDefinition): ComparedGroups[] => {
  const { own } = heldOutShares(journey);
  const groups = [
    { name: heldOut, weight: own },
    { name: reachedOut, weight: 100 - own },
  ];
  return own > 0 ? [{ journey: journey.id, by: 'journey', groups, groupOf: inHoldoutOf('journey') }] : [];
};

/** Accounts in the journey's own holdout are in neither group. */
const holdoutOfAll = (journey: JourneyDefinition): ComparedGroups[] => {
  const { own, policy } = heldOutShares(journey);
  const groups = [
    { name: heldOut, weight: 100 * policy },
    { name: reachedOut, weight: (100 - policy) * (100 - own) },
  ];
  return policy > 0 ? [{ journey: journey.id, by: 'policy', groups, groupOf: inHoldoutOf('policy') }] : [];
};

const inHoldoutOf =
  (by: 'journey' | 'policy') =>
  (enrollment: ComparedFacts): string | undefined => {
    if (enrollment.heldOut === undefined) return reachedOut;
    return enrollment.heldOut === by ? heldOut : undefined;
  };

/** The variants compared with the experiment's holdout, or with the first variant if it has none. */
const experiments = (journey: JourneyDefinition): ComparedGroups[] =>
  splitsOf(journey).map(({ step, groups }) => {
    const control = groups.filter(({ name }) => name === holdoutArm);
    const variants = groups.filter(({ name }) => name !== holdoutArm);
    const names = new Set(groups.map(({ name }) => name));
    return {
      journey: journey.id,
      by: 'experiment',
      step,
      groups: [...control, ...variants],
      groupOf: ({ heldOut: by, took }) => {
        const arm = by === undefined ? took[step] : undefined;
        return arm !== undefined && names.has(arm) ? arm : undefined;
      },
    };
  });
