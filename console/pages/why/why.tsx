import { type Answer, isReadOnly } from '../../api.ts';
import { hrefOf, search } from '../../location.ts';
import { AccountLink } from '../../parts/person.tsx';
import { Awaited, Empty } from '../../parts/states.tsx';
import { useView } from '../../use-view.ts';
import { Ask, AskAccount } from './ask.tsx';
import { Misses } from './misses.tsx';
import { WhyState } from './state.tsx';
import { Steps } from './steps.tsx';

type Why = Answer<'/v1/why'>;
type Journey = Why['journeys'][number];

/** `/why`: why an account did or did not enter a journey, and did or did not get its steps. */
export const WhyPage = () => {
  const of = (name: string) => search.value.get(name) ?? undefined;
  const account = of('account');
  const asked = { account, journey: of('journey'), step: of('step'), contact: of('contact'), at: of('at') };
  const shown = useView(account === undefined ? undefined : '/v1/why', asked);
  return (
    <div class="page asks">
      {account === undefined ? (
        <Empty title="Why what?">
          <p>
            Name an account
            {isReadOnly && (
              <>
                {' '}
                on <a href={hrefOf('/accounts')}>the list</a>
              </>
            )}
            , and see of each journey why it is in it, or what keeps it out.
          </p>
          {!isReadOnly && <AskAccount />}
        </Empty>
      ) : (
        <Awaited of={shown}>
          {why =>
            asked.journey !== undefined && why.journeys[0] ? (
              <OfJourney why={why} journey={why.journeys[0]} step={asked.step} />
            ) : (
              <OfAccount why={why} />
            )
          }
        </Awaited>
      )}
    </div>
  );
};

const OfAccount = ({ why }: { why: Why }) => (
  <>
    <h1>
      Why is <AccountLink {...why.account} /> in a journey, or in none?
    </h1>
    {!isReadOnly && <Ask why={why} journeys={why.journeys} />}
    <ul class="rows reasons">
      {why.journeys.map(each => (
        <li key={each.id}>
          {isReadOnly && each.state === 'never' ? (
            <b>{each.name}</b>
          ) : (
            <a href={hrefOf(`/why?${new URLSearchParams({ account: why.account.id, journey: each.id })}`)}>
              {each.name}
            </a>
          )}
          <span>
            <WhyState of={each} zone={why.timezone} />
            <Nearest of={each} />
          </span>
        </li>
      ))}
    </ul>
  </>
);

/** The nearest miss in one line. */
const Nearest = ({ of: { state, misses } }: { of: Journey }) => {
  const [nearest] = misses;
  if (nearest === undefined || state === 'in' || state === 'was') return null;
  if (nearest.failing === 0) return <p class="quiet">Nothing keeps it out anymore: the next event lets it in.</p>;
  return (
    <>
      {nearest.gates.slice(0, 3).map(({ name, needed, was }, n) => (
        <p key={`${name} ${n}`}>
          Needed: {needed}. <span class="quiet">Was: {was}.</span>
        </p>
      ))}
      {nearest.failing > 3 && <p class="quiet">And {nearest.failing - 3} more.</p>}
    </>
  );
};

const OfJourney = ({ why, journey, step }: { why: Why; journey: Journey; step: string | undefined }) => {
  const shown = useView(isReadOnly ? undefined : '/v1/journeys');
  const steps = <Steps steps={why.steps} zone={why.timezone} single={step !== undefined} />;
  return (
    <>
      <h1>
        <AccountLink {...why.account} /> and{' '}
        <a href={hrefOf(`/journeys/${encodeURIComponent(journey.id)}`)}>{journey.name}</a>
      </h1>
      {!isReadOnly && (
        <Ask
          why={why}
          journeys={shown.answer?.journeys.map(({ id, title }) => ({ id, name: title })) ?? why.journeys}
        />
      )}
      <p class="note">
        <WhyState of={journey} zone={why.timezone} />
      </p>
      {step !== undefined && steps}
      {(step === undefined || why.steps.length === 0) && <Misses journey={journey} zone={why.timezone} />}
      {step === undefined && steps}
      <p>
        <a href={hrefOf(`/why?${new URLSearchParams({ account: why.account.id })}`)}>All journeys of this account</a>
      </p>
    </>
  );
};
