import type { Answer } from '../api.ts';
import { choose, search } from '../location.ts';
import { number } from '../words.ts';
import { ChoiceLink } from './choice-link.tsx';
import { showOnly } from './chosen-number.ts';
import { Columns, numberColumns } from './columns.tsx';
import { Wide } from './wide.tsx';

type Group = Answer<'/v1/numbers'>['groups'][number];

const names = { plan: 'Plan', touchModel: 'Touch model', stage: 'Stage', cohort: 'Cohort' } as const;
const columns = [
  ['nrr', 'NRR'],
  ['grr', 'GRR'],
  ['logo-churn', 'Logo churn'],
  ['adoption', 'Adoption'],
  ['time-to-value', 'Time to value'],
  ['nps', 'NPS'],
] as const;

/** The figures of each plan, touch model, stage or cohort. */
export const FigureGroups = ({ groups }: { groups: readonly Group[] }) => {
  const asked = search.value.get('by');
  const by = asked !== null && asked in names ? (asked as keyof typeof names) : 'plan';
  const own = groups.filter(group => group.by === by);
  return (
    <section aria-label="By group">
      <h2>By group</h2>
      <fieldset class="tabs" aria-label="Broken down by">
        {Object.entries(names).map(([id, name]) => (
          <button key={id} type="button" aria-pressed={id === by} onClick={() => choose({ by: id })}>
            {name}
          </button>
        ))}
      </fieldset>
      <Wide label={`By ${names[by]}`}>
        <table>
          <Columns of={[names[by], ...numberColumns('Accounts', 'A month', ...columns.map(([, name]) => name))]} />
          <tbody>
            {own.map(({ value, accounts, revenue, figures }) => (
              <tr key={value}>
                <th scope="row">{value}</th>
                <td class="number">
                  <ChoiceLink to={showOnly({ group: `${by} ${value}` })}>{number(accounts)}</ChoiceLink>
                </td>
                <td class="number">
                  <ChoiceLink to={showOnly({ group: `${by} ${value}` })}>{revenue}</ChoiceLink>
                </td>
                {columns.map(([id]) => {
                  const figure = figures.find(each => each.id === id);
                  return (
                    <td
                      key={id}
                      class="number"
                      title={figure && [figure.inputs, figure.interval].filter(Boolean).join('; ')}
                    >
                      {figure ? (
                        <ChoiceLink to={showOnly({ group: `${by} ${value}`, figure: id })}>{figure.text}</ChoiceLink>
                      ) : (
                        <span class="quiet">–</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
};
