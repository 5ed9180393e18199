import type { StepCompiler } from '../compilation.ts';
import { arrive } from '../placed-step.ts';
import { takeStep } from './take-step.ts';

export const update: StepCompiler<'update'> = { after: arrive, states: takeStep };
