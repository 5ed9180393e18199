import type { Answer } from '../api.ts';
import { hrefOf } from '../location.ts';
import { dayText, outcomeText } from '../words.ts';
import { Behind, LongList } from './behind.tsx';

type Numbers = Answer<'/v1/numbers'>;
type Task = Numbers['tasks'][number];

const titles: Readonly<Record<string, string>> = {
  open: 'open at the end of the month',
  opened: 'opened in the month',
  inTime: 'never missed',
  byItself: 'resolved automatically',
  said: 'resolved by a person',
};

const lists = { csm: 'csms', rule: 'rules', playbook: 'playbooks' } as const;

/** The tasks behind a number of a CSM, a rule or a playbook: `csm maya open`, `rule renewal/call-champion said`. */
export const CountedTasks = ({ chosen, numbers }: { chosen: string; numbers: Numbers }) => {
  const [by, id = '', counts = ''] = chosen.split(' ');
  const of = by === 'csm' || by === 'playbook' ? by : 'rule';
  const name = numbers[lists[of]].find(each => each.id === id)?.name ?? id;
  const own = numbers.tasks.filter(
    task => task[of] === id && (counts === 'said' ? said(task) : task.countsIn.includes(counts)),
  );
  return (
    <Behind title={`${name}: ${titles[counts] ?? outcomeText(counts).toLowerCase()}`}>
      <p class="value">{own.length}</p>
      <LongList
        class="moved"
        rows={own}
        none="No task."
        row={task => (
          <li key={`${task.account} ${task.rule} ${task.openedAt}`}>
            <a class="account" href={hrefOf(`/accounts/${encodeURIComponent(task.account)}?tab=story&kind=task`)}>
              {numbers.names[task.account] ?? task.account}
            </a>
            <span class="quiet">
              {[
                of === 'csm'
                  ? numbers.rules.find(each => each.id === task.rule)?.name
                  : numbers.csms.find(each => each.id === task.csm)?.name,
                dayText(task.openedAt),
                said(task) && outcomeText(said(task) ?? '').toLowerCase(),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        )}
      />
    </Behind>
  );
};

/** The outcome a person recorded. */
const said = ({ countsIn }: Task): string | undefined => countsIn.find(each => !Object.hasOwn(titles, each));
