import type { StepCompiler } from '../../asl/compilation.ts';
import { arrive } from '../../asl/placed-step.ts';
import { touchStates } from '../../asl/touch-states.ts';

export const promptStates: StepCompiler<'prompt'> = {
  after: arrive,
  states: (step, context, following, compilation) => {
    const template = compilation.templateOf(step.id, step.template);
    return touchStates(step, { class: template.class, template }, context, following, compilation);
  },
};
