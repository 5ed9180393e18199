import type { Answer } from '../api.ts';
import { number } from '../words.ts';

type Goal = NonNullable<Answer<'/v1/journeys'>['journeys'][number]['goal']>;

/** A share with the bounds that it surely has; of few cases they are far apart. */
export const GoalRate = ({ goal: { rate, low, high, reached, measured } }: { goal: Goal }) => (
  <span
    title={`${number(reached)} of ${number(measured)} that have ended. With 95 % certainty between ${Math.round(low)} and ${Math.round(high)} %.`}
  >
    {Math.round(rate)} %{' '}
    <span class="interval">
      {Math.round(low)}–{Math.round(high)}
    </span>
  </span>
);

const states = {
  live: undefined,
  paused: { name: 'paused', says: 'It sends nothing until it is resumed' },
  draining: { name: 'draining', says: 'It lets nobody in; those in it go on' },
  unknown: { name: 'state unknown', says: 'The switches could not be read' },
} as const;

export const JourneyState = ({ of }: { of: keyof typeof states }) => {
  const state = states[of];
  return state ? (
    <span class={`pill ${of}`} title={state.says}>
      {state.name}
    </span>
  ) : null;
};
