import type { Answer } from '../../api.ts';
import { AccountNames } from '../../parts/account-names.tsx';
import { useView } from '../../use-view.ts';
import { number } from '../../words.ts';

type Comparison = Answer<'/v1/journeys/{id}/results'>['comparisons'][number];
type Group = Comparison['groups'][number];

/** Lift over the holdout, and between the variants of each experiment. */
export const LiftChart = ({ id }: { id: string }) => {
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

const OneComparison = ({ of: { title, hidden, groups } }: { of: Comparison }) => {
  const all = groups.reduce((sum, { drawn }) => sum + drawn.length, 0);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {hidden && (
        <p class="note">
          Results are hidden: chance alone does not make groups of these sizes, so something else decides who is in
          which. Were the shares changed while it ran? Then it has to begin anew, under another name.
        </p>
      )}
      <dl class="facts lift">
        {groups.map((group, n) => (
          <div key={group.name}>
            <dt>{group.name}</dt>
            <dd>
              <details>
                <summary>
                  {!hidden && <Reached of={group} against={n === 0 ? undefined : groups[0]?.name} />}
                  <span class="quiet">
                    {number(group.drawn.length)} of {number(all)} accounts drawn
                    {hidden && `, instead of about ${number(Math.round((group.share * all) / 100))}`}
                  </span>
                </summary>
                {!hidden && (
                  <>
                    <Names title="Reached it" of={group.reached} />
                    <Names title="Did not" of={without(group.counted, group.reached)} />
                  </>
                )}
                <Names
                  title={hidden ? 'Drawn' : 'Too recent to count'}
                  of={without(group.drawn, hidden ? [] : group.counted)}
                />
              </details>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** @param against name of the control group, if any */
const Reached = ({ of: { counted, reached, rate, lift }, against }: { of: Group; against: string | undefined }) => (
  <>
    {rate ? (
      <span>
        <b>{decimal(rate.percent)} %</b> reached the goal: {number(reached.length)} of {number(counted.length)} that had
        time for it{' '}
        <span class="quiet">
          ({decimal(rate.low)} to {decimal(rate.high)} %)
        </span>
      </span>
    ) : (
      <span>All are too recent to count</span>
    )}
    {against !== undefined && (
      <span>
        {lift ? <Difference of={lift} against={against} /> : 'Too few to compare: at least 20 of each are needed'}
      </span>
    )}
  </>
);

const Difference = ({ of: { points, low, high }, against }: { of: NonNullable<Group['lift']>; against: string }) => (
  <span title="The bounds hold with 95 % confidence, however often you look">
    <b>
      {decimal(Math.abs(points))} points {points < 0 ? 'fewer' : 'more'}
    </b>{' '}
    than {against.toLowerCase()}
    {low <= 0 && high >= 0 ? ', which may be chance' : ''}{' '}
    <span class="quiet">
      ({signed(low)} to {signed(high)})
    </span>
  </span>
);

const Names = ({ title, of }: { title: string; of: Group['counted'] }) =>
  of.length === 0 ? null : (
    <p>
      {title}: <AccountNames of={of} />
    </p>
  );

const without = (all: Group['drawn'], some: Group['drawn']): Group['drawn'] => {
  const known = new Set(some.map(({ id }) => id));
  return all.filter(({ id }) => !known.has(id));
};

const decimal = (value: number): string => value.toFixed(1);
const signed = (value: number): string => `${value > 0 ? '+' : ''}${decimal(value)}`;
