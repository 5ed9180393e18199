import type { Answer } from '../../api.ts';
import { Time } from '../../parts/time.tsx';
import { exact } from '../../words.ts';
import { Gates } from './gates.tsx';

type Step = Answer<'/v1/why'>['steps'][number];
type Attempt = Step['attempts'][number];

/** The outcome of each step of an enrollment. */
export const Steps = ({ steps, zone, single }: { steps: readonly Step[]; zone: string; single: boolean }) => (
  <>
    {[...Map.groupBy(steps, ({ enrollment }) => enrollment).values()].map(own => (
      <section key={own[0]?.enrollment}>
        <h2>What its steps did, enrolled {own[0] && <Time at={own[0].enrolledAt} zone={zone} />}</h2>
        <ol class="attempts">
          {own.map(step =>
            step.attempts.length === 0 ? (
              <li key={step.step} class="later">
                <b>{step.title}</b>
                <span class="quiet">
                  <Unreached step={step} zone={zone} />
                </span>
              </li>
            ) : (
              step.attempts.map((attempt, n) => (
                <AttemptLine
                  key={`${step.step} ${attempt.at} ${attempt.to} ${n}`}
                  {...{ attempt, zone }}
                  title={step.title}
                  isOpen={single && n === 0}
                />
              ))
            ),
          )}
        </ol>
      </section>
    ))}
  </>
);

const Unreached = ({ step: { state, until, after, passedBy }, zone }: { step: Step; zone: string }) => {
  if (state === 'decided') return <>nothing for this person</>;
  if (passedBy)
    return (
      <>
        not reached, since “{passedBy.step}” took “{passedBy.took}”
      </>
    );
  if (state === 'waiting' && until)
    return (
      <>
        due <Time at={until} zone={zone} />
      </>
    );
  if (state === 'passed') return <>passed</>;
  if (state === 'within' && after && until)
    return (
      <>
        under way: “{after}” is due <Time at={until} zone={zone} />
      </>
    );
  if (state === 'within') return <>begun, and not finished: the account left</>;
  if (state === 'not-reached' && until)
    return (
      <>
        was due <Time at={until} zone={zone} />, but the account left before
      </>
    );
  if (state === 'not-reached') return <>not reached: the account left before, or went through without a line</>;
  if (!after || !until) return <>comes later</>;
  return (
    <>
      comes after “{after}”, which is due <Time at={until} zone={zone} />
    </>
  );
};

const outcomes = {
  sent: 'Sent',
  held: 'Held',
  skipped: 'Not sent',
  failed: 'Failed',
  unknown: 'Not known',
  done: 'Done',
  left: 'Left',
} as const;

const AttemptLine = (shown: { attempt: Attempt; title: string; zone: string; isOpen: boolean }) => {
  const { attempt, title, zone, isOpen } = shown;
  const { at, outcome, round, to, took, until, gates } = attempt;
  const shut = gates.find(({ passed }) => !passed);
  return (
    <li class={outcome}>
      <b>{title}</b>
      <div>
        <b class="outcome">{outcomes[outcome]}</b>
        {to && ` ${outcome === 'sent' ? 'to' : 'for'} ${to}`}
        {took && `, took “${took}”`}
        {round > 1 && `, round ${round}`}
        {', '}
        <time dateTime={at} title={`${exact(at, zone)} there, ${exact(at)} here`}>
          {exact(at, zone)}
        </time>
        {until && (
          <>
            , next try <Time at={until} zone={zone} />
          </>
        )}
        {shut && (
          <p class="shut">
            Needed: {shut.needed}. Was: {shut.was}.
          </p>
        )}
        {gates.length > 0 && (
          <details open={isOpen}>
            <summary>All rules that were checked</summary>
            <Gates gates={gates} zone={zone} />
          </details>
        )}
      </div>
    </li>
  );
};
