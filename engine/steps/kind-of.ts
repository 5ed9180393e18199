import type { Step, StepKind, TouchKinds } from '../definition/step.ts';
import * as kinds from './kinds.ts';
import type { StepAnswers } from './step-answers.ts';

type Named<Kind> = Kind extends keyof TouchKinds ? { touch: string } : unknown;

/** Every kind with its answers, by name: a kind without one is a type error here, and a touch without a name. */
export const stepKinds: { readonly [Kind in StepKind]: StepAnswers<Kind> & Named<Kind> } = kinds;

export const kindOf = (step: Pick<Step, 'kind'>): StepAnswers<StepKind> => stepKinds[step.kind];
