import { Fragment } from 'preact';
import type { Answer } from '../../api.ts';
import { ChoiceLink } from '../../parts/choice-link.tsx';
import { Columns, numberColumns } from '../../parts/columns.tsx';
import { GoalRate } from '../../parts/journey-numbers.tsx';
import { Wide } from '../../parts/wide.tsx';
import { dayText, number } from '../../words.ts';
import { totals } from './totals.tsx';

type Journey = Answer<'/v1/journeys/{id}'>;
type Version = Journey['versions'][number];

export const VersionList = ({ journey }: { journey: Journey }) => (
  <>
    <Wide label="Versions">
      <table>
        <Columns
          of={[
            'Version',
            ...numberColumns(...totals.filter(({ id }) => id !== 'reached').map(({ name }) => name), 'Goal reached'),
            'Last enrollment',
          ]}
        />
        <tbody>
          {journey.versions.map(({ version, isLive, lastDay, goal, before: _b, changes: _c, ...counts }) => (
            <tr key={version}>
              <td>
                <code>{version.slice(0, 12)}</code>
                {isLive && <span class="pill reached">live</span>}
              </td>
              {totals.flatMap(({ id }) =>
                id === 'reached' ? (
                  []
                ) : (
                  <td key={id} class="number">
                    <ChoiceLink to={countedIn(version, id)}>{number(counts[id])}</ChoiceLink>
                  </td>
                ),
              )}
              <td class="number">
                {goal ? (
                  <ChoiceLink to={countedIn(version, 'reached')}>
                    <GoalRate goal={goal} />
                  </ChoiceLink>
                ) : (
                  <span class="quiet">no result yet</span>
                )}
              </td>
              <td>{lastDay ? dayText(lastDay) : <span class="quiet">none yet</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
    {journey.versions.map(each => (
      <Changes key={each.version} of={each} steps={journey.steps.map(({ id }) => id)} />
    ))}
    {journey.versions.length === 1 && <p class="note">All enrollments are in the live version.</p>}
  </>
);

/** Query parameters that list the accounts behind a version's count. */
const countedIn = (version: string, of: string) => ({
  version,
  of,
  tab: undefined,
  step: undefined,
  reason: undefined,
});

/** How a version differs from the previous one. */
const Changes = ({ of: { version, before, changes }, steps }: { of: Version; steps: readonly string[] }) =>
  before === undefined ? null : (
    <section class="changes" aria-label={`What version ${version.slice(0, 12)} changed`}>
      <h2>
        What <code>{version.slice(0, 12)}</code> changed since <code>{before.slice(0, 12)}</code>
      </h2>
      {changes ? (
        <ul class="plan">
          {changes.map(({ step, text }) => (
            <li key={`${step} ${text}`}>
              {step !== undefined &&
                (steps.includes(step) ? <ChoiceLink to={{ tab: undefined, step }}>{step}</ChoiceLink> : <b>{step}</b>)}
              {step !== undefined && ' '}
              <Coded text={text} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">The definition of one of them is no longer stored.</p>
      )}
    </section>
  );

/** Renders `backticked` names as code. */
const Coded = ({ text }: { text: string }) => (
  <>
    {text.split('`').map((part, n) => (
      <Fragment key={`${n} ${part}`}>{n % 2 === 1 ? <code>{part}</code> : part}</Fragment>
    ))}
  </>
);
