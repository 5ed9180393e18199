import type { Answer } from '../../api.ts';
import { choose } from '../../location.ts';
import { Columns, numbers } from '../../parts/columns.tsx';
import { GoalRate } from '../../parts/journey-numbers.tsx';
import { Wide } from '../../parts/wide.tsx';
import { dayText, number } from '../../words.ts';
import { totals } from './totals.tsx';

type Journey = Answer<'/v1/journeys/{id}'>;

export const Versions = ({ journey }: { journey: Journey }) => (
  <Wide label="Versions">
    <table>
      <Columns
        of={[
          'Version',
          ...numbers(...totals.filter(({ id }) => id !== 'reached').map(({ name }) => name), 'Goal reached'),
          'Last enrollment',
        ]}
      />
      <tbody>
        {journey.versions.map(({ version, isLive, lastDay, goal, ...counts }) => (
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
                  <button
                    type="button"
                    class="linked"
                    onClick={() => choose({ version, of: id, tab: undefined, step: undefined })}
                  >
                    {number(counts[id])}
                  </button>
                </td>
              ),
            )}
            <td class="number">{goal ? <GoalRate goal={goal} /> : <span class="quiet">no result yet</span>}</td>
            <td>{dayText(lastDay)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);
