import type { Answer } from '../api.ts';
import { number } from '../words.ts';
import { Columns, numbers } from './columns.tsx';

type Load = NonNullable<Answer<'/v1/today'>['load']>;

/** Open tasks of each CSM against what each can carry. */
export const TeamLoad = ({ load }: { load: Load }) => (
  <table class="load">
    <caption>Load of the team</caption>
    <Columns of={['CSM', 'Load', ...numbers('Open', 'Capacity', 'Missed')]} />
    <tbody>
      {load.map(({ csm, open, breached, capacity }) => (
        <tr key={csm.id}>
          <th scope="row">{csm.name}</th>
          <td>
            <meter min={0} max={Math.max(capacity ?? 1, 1)} high={(capacity ?? 1) * 0.9} value={open}>
              {open}
            </meter>
          </td>
          <td class="number">{number(open)}</td>
          <td class="number">{capacity ?? '–'}</td>
          <td class="number">{number(breached)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
