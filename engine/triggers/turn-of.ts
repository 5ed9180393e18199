import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Trigger, TriggerKind } from '../definition/trigger.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import type { TriggerTurn } from './trigger-turn.ts';
import * as turns from './turns.ts';

/** A kind without a turn is a type error here. Copied: V8 is slow to find exports of a module by name. */
const triggerTurns: { readonly [Kind in TriggerKind]: TriggerTurn<Kind> } = { ...turns };

export const triggerTurnOf = ({ kind }: Trigger): TriggerTurn<TriggerKind> => triggerTurns[kind];

/** The journeys whose triggers answer a question that most kinds leave out. */
const journeysThat = (ability: 'decides' | 'due' | 'moment') =>
  memoizeByObject((journeys: readonly JourneyDefinition[]): readonly JourneyDefinition[] =>
    journeys.filter(({ enroll }) => triggerTurnOf(enroll)[ability] !== undefined),
  );

export const journeysThatDecide = journeysThat('decides');
export const journeysWithDue = journeysThat('due');
export const journeysWithMoment = journeysThat('moment');
