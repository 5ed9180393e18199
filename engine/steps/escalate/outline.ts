import { type Await, flagOf, taskResolved } from '../../definition/await.ts';
import { taskOutcomes } from '../../definition/task.ts';
import type { StepOutline } from '../step-outline.ts';

export const escalateOutline: StepOutline<'escalate'> = {
  function: 'open-task',
  reads: ({ raised, evidence }) => ({ conditions: raised ? [raised.when] : [], values: Object.values(evidence) }),
  arms: ({ then }) => [...taskOutcomes, 'breached'].map(edge => then[edge] ?? []),
  awaits: ({ id, then }) => (Object.keys(then).length === 0 ? [] : taskOutcomes.map(edge => outcome(id, edge))),
  early: step => (step.early.length > 0 ? step : undefined),
};

const outcome = (step: string, edge: string): Await => ({
  flag: flagOf(step, edge),
  step,
  edge,
  trigger: {
    kind: 'event',
    event: taskResolved,
    where: [
      { field: 'reason', comparison: 'is', value: step },
      { field: 'outcome', comparison: 'is', value: edge },
    ],
  },
});
