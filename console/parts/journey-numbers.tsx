import type { Answer } from '../api.ts';
import { number } from '../words.ts';

type Goal = NonNullable<Answer<'/v1/journeys'>['journeys'][number]['goal']>;

/** The goal rate with its 95 % interval. */
export const GoalRate = ({ goal: { rate, low, high, reached, measured } }: { goal: Goal }) => (
  <span
    title={`${number(reached)} of ${number(measured)} that have ended. 95 % interval: ${Math.round(low)} and ${Math.round(high)} %.`}
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
  draining: { name: 'draining', says: 'It enrolls no one new; active enrollments continue' },
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
