import type { StepCompiler } from '../compilation.ts';
import { arrive } from '../placed-step.ts';
import { takeStep } from './take-step.ts';

export const enroll: StepCompiler<'enroll'> = { after: arrive, states: takeStep };
