import type { Step, StepKind } from '../definition/step.ts';
import * as kinds from './kinds.ts';
import type { StepAnswers } from './step-answers.ts';

/** Every kind with its answers, by name: a kind without one is a type error here. */
export const stepKinds: { readonly [Kind in StepKind]: StepAnswers<Kind> } = kinds;

export const kindOf = (step: Pick<Step, 'kind'>): StepAnswers<StepKind> => stepKinds[step.kind];
