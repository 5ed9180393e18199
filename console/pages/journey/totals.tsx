import type { Answer } from '../../api.ts';
import { choose, search } from '../../location.ts';
import { GoalRate } from '../../parts/journey-numbers.tsx';
import { number } from '../../words.ts';

type Journey = Answer<'/v1/journeys/{id}'>;

export const totals = [
  { id: 'enrolled', name: 'Enrolled', title: 'Who enrolled' },
  { id: 'running', name: 'Running', title: 'Who is in it now' },
  { id: 'completed', name: 'Completed', title: 'Who completed it' },
  { id: 'exited', name: 'Left early', title: 'Who left early' },
  { id: 'failed', name: 'Failed', title: 'Whose enrollment failed' },
  { id: 'heldOut', name: 'Held out', title: 'Who is held out, for comparison' },
  { id: 'reached', name: 'Goal reached', title: 'Who reached the goal' },
] as const;

export const Totals = ({ journey }: { journey: Journey }) => (
  <dl class="totals">
    {totals.flatMap(({ id, name }) => {
      if (id === 'reached') return [];
      const count = journey.totals[id];
      return (
        <div key={id}>
          <dt>{name}</dt>
          <dd>
            <button
              type="button"
              class="linked"
              aria-pressed={search.value.get('of') === id}
              onClick={() => choose({ of: id, step: undefined, reason: undefined })}
            >
              {number(count)}
            </button>
          </dd>
        </div>
      );
    })}
    {journey.hasGoal && (
      <div>
        <dt>Goal reached</dt>
        <dd>
          {journey.totals.goal ? (
            <button
              type="button"
              class="linked"
              onClick={() => choose({ of: 'reached', step: undefined, reason: undefined })}
            >
              <GoalRate goal={journey.totals.goal} />
            </button>
          ) : (
            <span class="quiet">no result yet</span>
          )}
        </dd>
      </div>
    )}
  </dl>
);
