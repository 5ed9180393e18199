import type { Answer } from '../api.ts';
import { number } from '../words.ts';
import { Columns } from './columns.tsx';
import { Wide } from './wide.tsx';

type Cost = Answer<'/v1/numbers/cost'>;

/** The estimated AWS cost of a month for the current number of accounts, with its assumptions. */
export const MonthlyCost = ({ cost: { accounts, total, perAccount, services, assumed } }: { cost: Cost }) => (
  <section aria-label="What it costs">
    <h2>
      Cost <span class="quiet">a month at list prices of AWS, for {number(accounts)} accounts</span>
    </h2>
    <p>
      <strong>{total}</strong>, which is {perAccount} an account
    </p>
    <Wide label="Costs by service">
      <table>
        <Columns of={['Service', { number: 'A month' }, 'For']} />
        <tbody>
          {services.map(({ service, text, charges }) => (
            <tr key={service}>
              <th scope="row">{service}</th>
              <td class="number">{text}</td>
              <td class="quiet">
                {charges
                  .map(
                    charge => `${rounded(charge.amount)} ${charge.what}${charges.length > 1 ? ` ${charge.text}` : ''}`,
                  )
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
    <details>
      <summary>Assumptions</summary>
      <ul>
        {assumed.map(({ what, value }) => (
          <li key={what}>
            {value}: {what}
          </li>
        ))}
        <li>
          Figures of your own: <code>npx daymark cost --help</code>
        </li>
      </ul>
    </details>
  </section>
);

const rounded = (amount: number): string => {
  const places = amount < 1 ? 1_000 : amount < 100 ? 10 : 1;
  return number(Math.round(places * amount) / places);
};
