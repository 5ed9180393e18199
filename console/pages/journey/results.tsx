import { Fragment } from 'preact';
import type { Answer } from '../../api.ts';
import { hrefOf } from '../../location.ts';
import { ChoiceLink } from '../../parts/choice-link.tsx';
import { useView } from '../../use-view.ts';
import { number } from '../../words.ts';

type Comparison = Answer<'/v1/journeys/{id}/results'>['comparisons'][number];
type Group = Comparison['groups'][number];
type Journey = Answer<'/v1/journeys/{id}'>;

/** How many enrolled, entered each step and reached the goal, as a part of those who enrolled. */
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
    <ol class="funnel" aria-label="How far they came">
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

/** Against those held out, and of each experiment variant against variant. */
export const Lift = ({ id }: { id: string }) => {
  const { answer, error } = useView('/v1/journeys/{id}/results', { id });
  if (error) return <p class="note">{error.message}</p>;
  if (!answer)
    return (
      <p class="quiet" role="status">
        Comparing…
      </p>
    );
  if (answer.comparisons.length === 0)
    return (
      <p class="note">
        Nobody is held out of this journey, and it tries nothing against another: what it brings can’t be told.
      </p>
    );
  return (
    <>
      {answer.comparisons.map(comparison => (
        <OneComparison key={comparison.title} of={comparison} />
      ))}
    </>
  );
};

const OneComparison = ({ of: { title, hidden, groups } }: { of: Comparison }) => (
  <section aria-label={title}>
    <h3>{title}</h3>
    {hidden ? (
      <p class="note">
        Results are hidden: {groups.map(({ drawn }) => number(drawn)).join(' : ')} accounts are not the{' '}
        {groups.map(({ share }) => `${Math.round(share)} %`).join(' : ')} they were drawn for. Something else decides
        who is in which group.
      </p>
    ) : (
      <dl class="facts lift">
        {groups.map((group, n) => (
          <Fragment key={group.name}>
            <GroupFacts group={group} isBase={n === 0} />
          </Fragment>
        ))}
      </dl>
    )}
  </section>
);

const GroupFacts = ({
  group: { name, drawn, counted, reached, rate, lift },
  isBase,
}: {
  group: Group;
  isBase: boolean;
}) => (
  <div>
    <dt>
      {name} <span class="quiet">{number(drawn)} drawn</span>
    </dt>
    <dd>
      {rate ? (
        <>
          <b>{decimal(rate.percent)} %</b> reached the goal{' '}
          <span class="quiet">
            ({decimal(rate.low)} to {decimal(rate.high)} %)
          </span>
        </>
      ) : (
        <span class="quiet">none counts yet</span>
      )}
      {lift && (
        <p>
          {signed(lift.points)} points{' '}
          <span class="quiet">
            ({signed(lift.low)} to {signed(lift.high)}, at every look)
          </span>
        </p>
      )}
      {!lift && !isBase && <p class="quiet">Too few count for a lift.</p>}
      {counted.length > 0 && (
        <details>
          <summary>
            {number(reached.length)} of {number(counted.length)}
          </summary>
          <Names title="Reached it" of={reached} />
          <Names title="Did not" of={counted.filter(({ id }) => reached.every(each => each.id !== id))} />
        </details>
      )}
    </dd>
  </div>
);

const Names = ({ title, of }: { title: string; of: Group['counted'] }) =>
  of.length === 0 ? null : (
    <p>
      {title}:{' '}
      {of.map(({ id, name }, n) => (
        <Fragment key={id}>
          {n > 0 && ', '}
          <a href={hrefOf(`/accounts/${encodeURIComponent(id)}`)}>{name}</a>
        </Fragment>
      ))}
    </p>
  );

const decimal = (value: number): string => value.toFixed(1);
const signed = (value: number): string => `${value > 0 ? '+' : ''}${decimal(value)}`;
