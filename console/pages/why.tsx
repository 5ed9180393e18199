import type { Answer } from '../api.ts';
import { hrefOf, search } from '../location.ts';
import { AccountLink } from '../parts/person.tsx';
import { Await, Empty } from '../parts/states.tsx';
import { Time } from '../parts/time.tsx';
import { useView } from '../use-view.ts';
import { exact } from '../words.ts';

type Why = Answer<'/v1/why'>;
type Journey = Why['journeys'][number];
type Attempt = Why['attempts'][number];

/** `/why`: why an account entered a journey or did not, and why it got a step of it or did not. */
export const WhyPage = () => {
  const of = (name: string) => search.value.get(name) ?? undefined;
  const account = of('account');
  const asked = { account, journey: of('journey'), step: of('step'), contact: of('contact'), at: of('at') };
  const shown = useView(account === undefined ? undefined : '/v1/why', asked);
  if (account === undefined)
    return (
      <div class="page asks">
        <Empty title="Why what?">
          <p>
            Open an <a href={hrefOf('/accounts')}>account</a>, and ask from one of its journeys, or from a line of its
            story.
          </p>
        </Empty>
      </div>
    );
  return (
    <div class="page asks">
      <Await of={shown}>{answer => <Told why={answer} account={account} step={asked.step} />}</Await>
    </div>
  );
};

const Told = ({ why, account, step }: { why: Why; account: string; step: string | undefined }) => {
  const [journey] = why.journeys;
  const isOne = search.value.has('journey') && journey !== undefined;
  const link = (to: Readonly<Record<string, string>>) => hrefOf(`/why?${new URLSearchParams({ account, ...to })}`);
  if (!isOne)
    return (
      <>
        <h1>
          Why is <AccountLink {...why.account} /> in a journey, or in none?
        </h1>
        <ul class="rows reasons">
          {why.journeys.map(each => (
            <li key={each.id}>
              <a href={link({ journey: each.id })}>{each.name}</a>
              <span class="why">
                <Sentence of={each} zone={why.timezone} />
              </span>
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <>
      <h1>
        <AccountLink {...why.account} /> and{' '}
        <a href={hrefOf(`/journeys/${encodeURIComponent(journey.id)}`)}>{journey.name}</a>
      </h1>
      <p class="note">
        <Sentence of={journey} zone={why.timezone} />
        {journey.next && (
          <>
            {' '}
            By time alone it may enter <Time at={journey.next} zone={why.timezone} />.
          </>
        )}
      </p>
      <h2>
        What its steps did{' '}
        {step !== undefined && (
          <span class="quiet">
            only {step}, <a href={link({ journey: journey.id })}>show all</a>
          </span>
        )}
      </h2>
      {why.attempts.length === 0 ? (
        <p class="quiet">
          {journey.state === 'in'
            ? 'None was taken yet: it waits.'
            : journey.state === 'was'
              ? 'None in the lines that are kept here.'
              : 'It never entered, so no step was asked.'}
        </p>
      ) : (
        <ol class="attempts">
          {why.attempts.map((attempt, n) => (
            <Line key={`${attempt.at} ${n}`} attempt={attempt} zone={why.timezone} />
          ))}
        </ol>
      )}
      <p>
        <a href={link({})}>All journeys of this account</a>
      </p>
    </>
  );
};

const Sentence = ({ of, zone }: { of: Journey; zone: string }) => {
  const { state, since, by, until, ended, waitsFor, refused } = of;
  return (
    <>
      {state === 'in' && since && (
        <>
          In it since <Time at={since} zone={zone} />, by {by}
          {waitsFor && `; waits for ${waitsFor}`}.
        </>
      )}
      {state === 'was' && since && (
        <>
          Entered <Time at={since} zone={zone} /> by {by}
          {until && (
            <>
              ; ended <Time at={until} zone={zone} />
            </>
          )}
          : {ended}.
        </>
      )}
      {state === 'never' && 'Nothing came that could let it in.'}
      {refused && (
        <>
          {' '}
          Not let in <Time at={refused.at} zone={zone} /> by {refused.event}: it did not hold that “{refused.needed}”.
        </>
      )}
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
} as const;

const Line = ({ attempt, zone }: { attempt: Attempt; zone: string }) => {
  const { at, title, outcome, to, gate, until } = attempt;
  return (
    <li class={outcome}>
      <time dateTime={at} title={`${exact(at, zone)} there, ${exact(at)} here`}>
        {exact(at, zone).slice(5)}
      </time>
      <b>{outcomes[outcome]}</b>
      <span>
        {title}
        {to && <span class="quiet"> to {to}</span>}
        {gate && (
          <dl class="gate">
            <div>
              <dt>Needed</dt>
              <dd>{gate.needed}</dd>
            </div>
            <div>
              <dt>Was</dt>
              <dd>{gate.was}</dd>
            </div>
            {until && (
              <div>
                <dt>Next try</dt>
                <dd>
                  <Time at={until} zone={zone} />
                </dd>
              </div>
            )}
          </dl>
        )}
      </span>
    </li>
  );
};
