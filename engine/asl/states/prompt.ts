import type { StepCompiler } from '../compilation.ts';
import { arrive } from '../placed-step.ts';
import { touchStates } from './touch.ts';

export const prompt: StepCompiler<'prompt'> = {
  after: arrive,
  states: (step, context, following, compilation) => {
    const template = compilation.templateOf(step.id, step.template);
    return touchStates(step, { class: template.class, template }, context, following, compilation);
  },
};
