import type { Answer } from '../api.ts';
import { number } from '../words.ts';
import { Columns, numberColumns } from './columns.tsx';
import { AccountLink } from './person.tsx';
import { Wide } from './wide.tsx';

type Renewal = Answer<'/v1/numbers'>['renewals'][number];

const bands = { red: '▼ Red', yellow: '● Yellow', green: '▲ Green', unknown: '– Not known' } as const;

/** Renewals within 90 days by health band, with the past renewal rate of each band. */
export const Renewals = ({ renewals }: { renewals: readonly Renewal[] }) => {
  if (renewals.length === 0) return null;
  return (
    <section aria-label="Renewals">
      <h2>
        Renewals of the next 90 days{' '}
        <span class="quiet">and how contracts of the same health ended in twelve months</span>
      </h2>
      <Wide label="Renewals by health">
        <table>
          <Columns of={['Health', ...numberColumns('A year', 'Renewed', 'At risk'), 'Contracts']} />
          <tbody>
            {renewals.map(({ band, accounts, arr, cameUp, renewed, atRisk }) => (
              <tr key={band}>
                <th scope="row" class={`band ${band}`}>
                  {bands[band]}
                </th>
                <td class="number">{arr}</td>
                <td class="number">
                  {cameUp === 0 ? <span class="quiet">none came up</span> : `${number(renewed)} of ${number(cameUp)}`}
                </td>
                <td class="number">{atRisk ?? <span class="quiet">not known</span>}</td>
                <td>
                  <details>
                    <summary>{number(accounts.length)}</summary>
                    <ul>
                      {accounts.map(account => (
                        <li key={account.id}>
                          <AccountLink {...account} />
                        </li>
                      ))}
                    </ul>
                  </details>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
};
