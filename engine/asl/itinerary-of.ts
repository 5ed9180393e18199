import type { Itinerary, ItineraryPlace } from '../definition/itinerary.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { stepErrors } from '../definition/step-call.ts';
import type { StepFunction } from '../steps/step-outline.ts';
import {
  type Catcher,
  type ChoiceState,
  type FunctionPlaceholder,
  type FunctionState,
  invokeFunction,
  type ParkState,
  type State,
  type StateMachineDefinition,
} from './asl.ts';
import { callIds } from './execution-data.ts';
import { meant } from './literal.ts';
import { armOfCondition } from './took-state.ts';

/** The machine as a plain list of waits and calls. */
export const itineraryOf = (
  { id, hash }: Pick<JourneyDefinition, 'id' | 'hash'>,
  { StartAt, States }: StateMachineDefinition,
): Itinerary => ({
  journey: id,
  version: hash,
  start: StartAt,
  places: Object.fromEntries(
    Object.entries(States).flatMap(([name, state]): [string, ItineraryPlace][] => {
      if (state.Type !== 'Task') return [];
      return [[name, state.Resource === invokeFunction ? calling(state, States) : waiting(state as ParkState, States)]];
    }),
  ),
});

const waiting = ({ Arguments, Catch, Next }: ParkState, states: States): ItineraryPlace => {
  const wait = meant(JSON.parse(Arguments.ExpressionAttributeValues[':w']?.S ?? '{}'));
  const timeout = Catch.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'));
  const { Output } = timeout ?? {};
  const waited = typeof Output === 'object' ? meant(Output.waited) : undefined;
  const { step } = wait as { step: string };
  return {
    wait: wait as { step: string } & never,
    ...placeAt(timeout?.Next ?? Next, states),
    ...(typeof waited === 'string' && { edge: waited.slice(step.length + 1) }),
  };
};

const frame = new Set([...Object.keys(callIds), 'at', 'journey', 'policy', 'goal']);

const calling = (
  { Arguments: { FunctionName, Payload }, Next, ...state }: FunctionState,
  states: States,
): ItineraryPlace => {
  const own = Object.entries(Payload).filter(([name]) => !frame.has(name));
  const choice = Next === undefined ? undefined : states[Next];
  const held = state.Catch?.find(catchesHold)?.Next;
  return {
    function: functions[FunctionName],
    call: Object.fromEntries(own.map(([name, value]) => [name, meant(value)])) as never,
    ...(choice?.Type === 'Choice' ? { to: armsTo(choice, states) } : placeAt(Next, states)),
    ...(held !== undefined && { held }),
  };
};

type States = Readonly<Record<string, State>>;

const catchesHold = ({ ErrorEquals }: Catcher): boolean => ErrorEquals.includes(stepErrors.held);

const armsTo = ({ Choices, Default }: ChoiceState, states: States): Record<string, string | null> =>
  Object.fromEntries([
    ...Choices.map(({ Condition, Next }) => [armOfCondition(Condition), placeAt(Next, states).to ?? null] as const),
    ...(Default === undefined ? [] : [['', placeAt(Default, states).to ?? null] as const]),
  ]);

/** Empty for the end of the journey. */
const placeAt = (name: string | undefined, states: States): { to?: string } =>
  name === undefined || states[name]?.Type === 'Succeed' ? {} : { to: name };

const functions: Readonly<Record<FunctionPlaceholder, StepFunction>> = {
  '${DeliverTouch}': 'deliver-touch',
  '${EvaluateBranch}': 'evaluate-branch',
  '${OpenTask}': 'open-task',
  '${TakeStep}': 'take-step',
};
