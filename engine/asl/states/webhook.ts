import type { StepCompiler } from '../compilation.ts';
import { arrive } from '../placed-step.ts';
import { touchStates } from './touch.ts';

/** Goes to colleagues and systems, not to customers: no rule on promotional touches holds it. */
export const webhook: StepCompiler<'webhook'> = {
  after: arrive,
  states: (step, context, following, compilation) =>
    touchStates(step, { class: 'transactional' }, context, following, compilation),
};
