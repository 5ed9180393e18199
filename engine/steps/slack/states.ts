import type { StepCompiler } from '../../asl/compilation.ts';
import { arrive } from '../../asl/placed-step.ts';
import { touchStates } from '../../asl/touch-states.ts';

/** Goes to colleagues and systems, not to customers: no rule on promotional touches holds it. */
export const slackStates: StepCompiler<'slack'> = {
  after: arrive,
  states: (step, context, following, compilation) =>
    touchStates(step, { class: 'transactional' }, context, following, compilation),
};
