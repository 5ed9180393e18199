import { useState } from 'preact/hooks';
import { act, isReadOnly } from '../api.ts';
import { useTask } from '../use-task.ts';
import { outcomeText } from '../words.ts';
import { AccountLink } from './person.tsx';
import { Awaited } from './states.tsx';
import { Time } from './time.tsx';
import { say } from './toasts.tsx';

/** One task with everything its CSM needs. */
export const TaskDetail = ({ id }: { id: string }) => {
  const shown = useTask(id);
  const [ticking, setTicking] = useState<string>();
  return (
    <Awaited of={shown} rows={8}>
      {({ task }) => {
        const { playbook } = task;
        return (
          <article class="task">
            <h2>{task.reason.charAt(0).toUpperCase() + task.reason.slice(1).replaceAll('-', ' ')}</h2>
            <p class="quiet">
              <AccountLink id={task.account} name={task.accountName} />
              {task.atStake && <> · {task.atStake.text}</>} · opened <Time at={task.openedAt} />
            </p>
            {task.outcome && (
              <p class="note">
                {outcomeText(task.outcome.code)}, by {task.outcome.by}, <Time at={task.outcome.at} />
              </p>
            )}
            <h3>Why</h3>
            <dl class="facts">
              {task.evidence
                .filter(({ value }) => value !== null)
                .map(({ fact, text, window }) => (
                  <div key={fact}>
                    <dt>{fact}</dt>
                    <dd>
                      {text} {window && <span class="quiet">in {window}</span>}
                    </dd>
                  </div>
                ))}
            </dl>
            {task.headlines && (
              <ul class="headlines">
                {task.headlines.map(text => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
            {task.contact && (
              <>
                <h3>Whom to call</h3>
                <p>
                  {task.contact.name ?? task.contact.id}{' '}
                  <span class="quiet">
                    {task.contact.why}
                    {task.contact.email && (
                      <>
                        {' · '}
                        <a href={`mailto:${task.contact.email}`}>{task.contact.email}</a>
                      </>
                    )}
                  </span>
                </p>
              </>
            )}
            <h3>What to do</h3>
            <p class="play">{task.play}</p>
            {playbook?.why && <p class="quiet">{playbook.why}</p>}
            {playbook && (
              <ol class="steps">
                {playbook.steps.map(step => (
                  <li key={step.id}>
                    <label>
                      <input
                        type="checkbox"
                        checked={'doneAt' in step || ticking === step.id}
                        disabled={isReadOnly || task.status === 'resolved'}
                        onChange={event => {
                          const done = event.currentTarget.checked;
                          setTicking(done ? step.id : undefined);
                          act('/v1/tasks/{id}/tick', { id }, { step: step.id, done }, crypto.randomUUID()).then(
                            () => setTimeout(shown.reload, 400),
                            (error: Error) => say(error.message, { isError: true }),
                          );
                        }}
                      />
                      {step.text}
                    </label>
                  </li>
                ))}
              </ol>
            )}
            {playbook?.say && <blockquote>{playbook.say}</blockquote>}
            {task.answers && (
              <>
                <h3>What they said</h3>
                {task.answers.map(({ at, survey, score, comment }) => (
                  <p key={at}>
                    {survey.toUpperCase()} {score}, <Time at={at} />
                    {comment && <q>{comment}</q>}
                  </p>
                ))}
              </>
            )}
            {task.plan && (
              <>
                <h3>What they want to reach</h3>
                <ul class="goals">
                  {task.plan.map(({ id: goal, title, state, dueAt }) => (
                    <li key={goal}>
                      {title ?? goal} <span class={`pill ${state}`}>{state}</span>
                      {dueAt && <span class="quiet"> by {dueAt}</span>}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </article>
        );
      }}
    </Awaited>
  );
};
