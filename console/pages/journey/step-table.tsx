import type { Answer } from '../../api.ts';
import { choose } from '../../location.ts';
import { Columns, numberColumns } from '../../parts/columns.tsx';
import { Wide } from '../../parts/wide.tsx';
import { eventText, number } from '../../words.ts';

type Journey = Answer<'/v1/journeys/{id}'>;

export const StepTable = ({ steps, chosen }: { steps: Journey['steps']; chosen: string | undefined }) => (
  <Wide label="Steps">
    <table>
      <Columns of={['Step', ...numberColumns('Entered', 'Here now', 'Went on'), 'Left']} />
      <tbody>
        {steps.map(({ id, subject, entered, here, wentOn, left }) => (
          <tr key={id} aria-current={id === chosen}>
            <td>
              {subject ?? id}
              {subject && <div class="quiet">{id}</div>}
            </td>
            {Object.entries({ entered, here, wentOn }).map(([of, count]) => (
              <td key={of} class="number">
                <button type="button" class="linked" onClick={() => choose({ step: id, of, reason: undefined })}>
                  {number(count)}
                </button>
              </td>
            ))}
            <td>
              {left.map(({ reason, accounts }) => (
                <div key={reason}>
                  <button type="button" class="linked" onClick={() => choose({ step: id, of: 'left', reason })}>
                    {number(accounts)}
                  </button>{' '}
                  {eventText(reason)}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);
