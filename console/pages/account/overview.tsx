import { hrefOf } from '../../location.ts';
import { SeverityMark } from '../../parts/severity.tsx';
import { Deadline } from '../../parts/time.tsx';
import { DaysAhead } from './days-ahead.tsx';
import { Goals } from './goals.tsx';
import type { Account } from './header.tsx';
import { Health } from './health.tsx';
import { NextBestAction } from './next-action.tsx';

/** Tasks, planned actions and state of the account. */
export const Overview = ({ account }: { account: Account }) => (
  <div class="columns">
    <div>
      {account.tasks.length > 0 && (
        <section>
          <h2>Open tasks</h2>
          <ul class="rows">
            {account.tasks.map(task => (
              <li key={task.id} class="account-task">
                <SeverityMark of={task.severity} />
                <a class="what" href={hrefOf(`/tasks/${encodeURIComponent(task.id)}`)}>
                  <span class="title">
                    {task.title}
                    {task.status !== 'open' && <span class="pill">{task.status}</span>}
                    {task.breached && <span class="pill late">missed</span>}
                  </span>
                  <span class="why">{task.play}</span>
                </a>
                <span class="quiet">{task.owner.name}</span>
                <Deadline at={task.deadline} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <DaysAhead account={account} />
      <NextBestAction id={account.id} />
    </div>
    <div>
      <Health account={account} />
      {account.headlines.length > 0 && (
        <section>
          <h2>What changed in four weeks</h2>
          <ul class="headlines">
            {account.headlines.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <Goals account={account} />
    </div>
  </div>
);
