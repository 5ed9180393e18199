import type { Trigger, TriggerKind } from '../definition/trigger.ts';
import * as kinds from './kinds.ts';
import type { TriggerAnswers } from './trigger-answers.ts';

/** Every kind with its answers, by name: a kind without one is a type error here. */
export const triggerKinds: { readonly [Kind in TriggerKind]: TriggerAnswers<Kind> } = kinds;

export const triggerKindOf = ({ kind }: Trigger): TriggerAnswers<TriggerKind> => triggerKinds[kind];
