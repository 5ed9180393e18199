import type { Trigger, TriggerKind } from '../definition/trigger.ts';
import type { TriggerTurn } from './trigger-turn.ts';
import * as turns from './turns.ts';

/** A kind without a turn is a type error here. Copied: V8 is slow to find exports of a module by name. */
const triggerTurns: { readonly [Kind in TriggerKind]: TriggerTurn<Kind> } = { ...turns };

export const triggerTurnOf = ({ kind }: Trigger): TriggerTurn<TriggerKind> => triggerTurns[kind];
