import type { Answer } from '../../api.ts';
import { Columns } from '../../parts/columns.tsx';
import { dayText } from '../../words.ts';

type Gate = Answer<'/v1/why'>['journeys'][number]['misses'][number]['gates'][number];

/** Rules in order of evaluation: what each needed, and what the value was. */
export const Gates = ({ gates, zone }: { gates: readonly Gate[]; zone: string }) => (
  <table class="gates">
    <Columns of={['Rule', 'Needed', 'Was']} />
    <tbody>
      {gates.map(({ name, passed, needed, was, since }, n) => (
        <tr key={`${name} ${n}`} class={passed ? 'passed' : 'failed'}>
          <th scope="row">
            <span class="mark" aria-hidden="true">
              {passed ? '✓' : '✗'}
            </span>
            <span class="unseen">{passed ? 'passed: ' : 'not passed: '}</span>
            {name}
          </th>
          <td data-label="Needed">{needed}</td>
          <td data-label="Was">
            {was}
            {since && <span class="quiet">, since {dayText(since, zone)}</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
