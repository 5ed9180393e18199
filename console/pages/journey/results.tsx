import type { Answer } from '../../api.ts';
import { ChoiceLink } from '../../parts/choice-link.tsx';
import { number } from '../../words.ts';

type Journey = Answer<'/v1/journeys/{id}'>;

/** How many entered each step and reached the goal, relative to all who enrolled. */
export const StepFunnel = ({ journey: { steps, totals } }: { journey: Journey }) => {
  const { enrolled, goal } = totals;
  const rows = [
    { name: 'Enrolled', accounts: enrolled, to: { step: undefined, of: 'enrolled' } },
    ...steps
      .filter(({ kind, entered }) => kind !== undefined && entered > 0)
      .map(({ id, subject, entered }) => ({
        ...{ name: subject ?? id, accounts: entered, to: { step: id, of: 'entered' } },
      })),
    ...(goal ? [{ name: 'Reached the goal', accounts: goal.reached, to: { step: undefined, of: 'reached' } }] : []),
  ];
  return (
    <ol class="funnel" aria-label="How far they got">
      {rows.map(({ name, accounts, to }) => (
        <li key={to.step ?? to.of}>
          <ChoiceLink class="number" to={{ ...to, reason: undefined }}>
            {number(accounts)}
          </ChoiceLink>
          <span>{name}</span>
          <i style={`width:${enrolled === 0 ? 0 : Math.min(100, (100 * accounts) / enrolled)}%`} />
        </li>
      ))}
    </ol>
  );
};
