import type { Answer } from '../api.ts';
import { number, outcomeText } from '../words.ts';
import { ChoiceLink } from './choice-link.tsx';
import { showOnly } from './chosen-number.ts';
import { Columns, numberColumns } from './columns.tsx';
import { Wide } from './wide.tsx';

type Tasks = Answer<'/v1/numbers'>['csms'][number];

/** Outcomes of tasks by owner, by the rule that opened them, and by playbook. */
export const TaskNumbers = ({
  csms,
  rules,
  playbooks,
}: Readonly<Record<'csms' | 'rules' | 'playbooks', readonly Tasks[]>>) => (
  <>
    <Table title="Load of the team" says="at the end of the month" first="CSM" by="csm" rows={csms} />
    <Table title="Tasks by rule" says="opened in the month" first="Rule" by="rule" rows={rules} />
    {playbooks.length > 0 && (
      <Table title="Tasks by playbook" says="opened in the month" first="Playbook" by="playbook" rows={playbooks} />
    )}
  </>
);

const Table = ({
  title,
  says,
  first,
  by,
  rows,
}: {
  title: string;
  says: string;
  first: string;
  by: 'csm' | 'rule' | 'playbook';
  rows: readonly Tasks[];
}) => {
  const isTeam = by === 'csm';
  return (
    <section aria-label={title}>
      <h2>
        {title} <span class="quiet">{says}</span>
      </h2>
      {rows.length === 0 ? (
        <p class="quiet">No task was open.</p>
      ) : (
        <Wide label={`${title}, as a table`}>
          <table>
            <Columns
              of={[
                first,
                ...(isTeam ? ['Open of capacity'] : []),
                ...numberColumns('Open', 'Opened', 'In time', 'Precision', 'Minutes'),
                'Outcomes',
              ]}
            />
            <tbody>
              {rows.map(row => (
                <tr key={row.id}>
                  <th scope="row">{row.name}</th>
                  {isTeam && (
                    <td>
                      {row.capacity === undefined ? (
                        <span class="quiet">no capacity set</span>
                      ) : (
                        <>
                          <meter min={0} max={Math.max(1, row.capacity)} high={row.capacity * 0.9} value={row.open}>
                            {row.open}
                          </meter>{' '}
                          {number(row.capacity)}
                        </>
                      )}
                    </td>
                  )}
                  <td class="number">
                    <Behind to={`${by} ${row.id} open`}>{number(row.open)}</Behind>
                  </td>
                  <td class="number">
                    <Behind to={`${by} ${row.id} opened`}>{number(row.opened)}</Behind>
                  </td>
                  <td class="number">
                    {row.opened === 0 ? (
                      '–'
                    ) : (
                      <Behind to={`${by} ${row.id} inTime`}>{`${number(row.inTime)} of ${number(row.opened)}`}</Behind>
                    )}
                  </td>
                  <td class="number">
                    {row.precision === null ? (
                      '–'
                    ) : (
                      <Behind to={`${by} ${row.id} said`}>{`${Math.round(row.precision)} %`}</Behind>
                    )}
                  </td>
                  <td class="number">
                    {row.minutes === 0 ? '–' : <Behind to={`${by} ${row.id} said`}>{number(row.minutes)}</Behind>}
                  </td>
                  <td class="outcomes">
                    {outcomesOf(row).map(({ code, count, text }) => (
                      <span key={code}>
                        <Behind to={`${by} ${row.id} ${code}`}>{`${number(count)} ${text}`}</Behind>
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
};

const Behind = ({ to, children }: { to: string; children: string }) => (
  <ChoiceLink to={showOnly({ tasks: to })}>{children}</ChoiceLink>
);

const outcomesOf = ({ outcomes, byItself }: Tasks): { code: string; count: number; text: string }[] => [
  ...outcomes
    .toSorted((a, b) => b.count - a.count)
    .map(({ code, count }) => ({ code, count, text: outcomeText(code).toLowerCase() })),
  ...(byItself > 0 ? [{ code: 'byItself', count: byItself, text: 'by itself' }] : []),
];
