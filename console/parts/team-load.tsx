import type { Answer } from '../api.ts';
import { search } from '../location.ts';
import { number } from '../words.ts';
import { ChoiceLink } from './choice-link.tsx';
import { Columns, numberColumns } from './columns.tsx';

type Load = NonNullable<Answer<'/v1/today'>['load']>;

/** Open tasks and capacity of each CSM. */
export const TeamLoad = ({ load }: { load: Load }) => (
  <table class="load">
    <caption>Load of the team</caption>
    <Columns of={['CSM', 'Load', ...numberColumns('Open', 'Capacity', 'Missed')]} />
    <tbody>
      {load.map(({ csm, open, breached, capacity }) => (
        <tr key={csm.id} aria-current={csm.id === search.value.get('owner')}>
          <th scope="row">{csm.name}</th>
          <td>
            <meter min={0} max={Math.max(capacity ?? 1, 1)} high={(capacity ?? 1) * 0.9} value={open}>
              {open}
            </meter>
          </td>
          <td class="number">
            <Tasks count={open} to={{ owner: csm.id, only: undefined }} />
          </td>
          <td class="number">{capacity ?? '–'}</td>
          <td class="number">
            <Tasks count={breached} to={{ owner: csm.id, only: 'missed' }} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** A number that links to the list of its tasks. */
const Tasks = ({ count, to }: { count: number; to: { owner: string; only: string | undefined } }) =>
  count === 0 ? (
    number(count)
  ) : (
    <ChoiceLink class="number" to={{ ...to, from: undefined }}>
      {number(count)}
    </ChoiceLink>
  );
