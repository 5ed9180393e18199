import { Columns, numberColumns } from '../../parts/columns.tsx';
import { WeekBars } from '../../parts/week-bars.tsx';
import { number } from '../../words.ts';
import type { Account } from './header.tsx';

/** Twelve weeks of each key feature, with the plan's median. */
export const UsageTable = ({ account }: { account: Account }) => (
  <div class="sideways">
    <table class="usage">
      <caption>
        Uses a week of each key feature{' '}
        <span class="quiet">
          12 complete weeks; the line is what is usual on the plan{account.plan && ` ${account.plan}`}
        </span>
      </caption>
      <Columns of={['Feature', '12 weeks', ...numberColumns('A week lately', 'Usual', 'Total')]} />
      <tbody>
        {account.usage.map(({ feature, title, weeks, median, recently, total }) => (
          <tr key={feature}>
            <th scope="row">{title}</th>
            <td>
              <WeekBars values={weeks} usual={median} label={`${title}: ${weeks.join(', ')} uses a week`} />
            </td>
            <td class="number">
              {number(recently)}
              {median !== undefined && recently < median / 2 && <span class="pill late">low</span>}
            </td>
            <td class="number">{median === undefined ? <span class="quiet">–</span> : number(median)}</td>
            <td class="number">{number(total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
