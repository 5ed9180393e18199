import type { Answer } from '../../api.ts';
import { isReadOnly } from '../../api.ts';
import { useKeys } from '../../keys.ts';
import { choose, search } from '../../location.ts';
import { CountedAccounts } from '../../parts/counted-accounts.tsx';
import { JourneyDrawing } from '../../parts/journey-drawing.tsx';
import { JourneyState } from '../../parts/journey-numbers.tsx';
import { JourneyStep } from '../../parts/journey-step.tsx';
import { Awaited } from '../../parts/states.tsx';
import { SteerJourney } from '../../parts/steer-journey.tsx';
import type { Parameters } from '../../url-of.ts';
import { useView } from '../../use-view.ts';
import { viewer } from '../../viewer.ts';
import { WhoWouldEnter } from './audience.tsx';
import { English } from './english.tsx';
import { LiftChart } from './lift-chart.tsx';
import { Range } from './range.tsx';
import { StepFunnel } from './results.tsx';
import { StepTable } from './step-table.tsx';
import { Totals, totals } from './totals.tsx';
import { VersionList } from './version-list.tsx';

type Journey = Answer<'/v1/journeys/{id}'>;

const tabs = [
  { id: 'picture', name: 'Picture' },
  { id: 'steps', name: 'Results' },
  { id: 'audience', name: 'Who would enter' },
  { id: 'english', name: 'English' },
  { id: 'versions', name: 'Versions' },
] as const;

/** `/journeys/{id}`: one journey with its live counts. */
export const JourneyPage = ({ id = '' }: Readonly<Record<string, string>>) => {
  const range = Object.fromEntries(['version', 'from', 'to'].map(name => [name, search.value.get(name) ?? undefined]));
  const shown = useView('/v1/journeys/{id}', { id, ...range });
  const tab = tabs.find(each => each.id === search.value.get('tab'))?.id ?? 'picture';
  useKeys(
    Object.fromEntries(
      tabs.map((each, n) => [String(n + 1), { does: `Show: ${each.name}`, run: () => choose({ tab: each.id }) }]),
    ),
  );
  const steers = !isReadOnly && viewer.value?.roles.some(role => role !== 'csm');
  return (
    <div class="page journey">
      <Awaited of={shown} rows={10}>
        {journey => (
          <>
            <header>
              <h1>{journey.title}</h1>
              <JourneyState of={journey.state} />
              <fieldset class="tabs" aria-label="What to show">
                {tabs.map(each => (
                  <button
                    key={each.id}
                    type="button"
                    aria-pressed={each.id === tab}
                    onClick={() => choose({ tab: each.id === 'picture' ? undefined : each.id })}
                  >
                    {each.name}
                  </button>
                ))}
              </fieldset>
              {steers && <SteerJourney id={id} title={journey.title} state={journey.state} />}
            </header>
            <div class="numbers-of">
              <Totals journey={journey} />
              <Range />
            </div>
            {tab === 'english' && <English id={id} />}
            {tab === 'audience' && <WhoWouldEnter id={id} />}
            {tab === 'versions' && <VersionList journey={journey} />}
            {(tab === 'picture' || tab === 'steps') && <Steps journey={journey} range={range} tab={tab} />}
          </>
        )}
      </Awaited>
    </div>
  );
};

const Steps = ({ journey, range, tab }: { journey: Journey; range: Parameters; tab: 'picture' | 'steps' }) => {
  const step = journey.steps.find(each => each.id === search.value.get('step'));
  const of = search.value.get('of') ?? undefined;
  const reason = search.value.get('reason') ?? undefined;
  const asked = { id: journey.id, ...range, of, reason };
  const total = totals.find(({ id }) => id === of);
  return (
    <div class="split">
      <div class="list">
        {tab === 'picture' ? (
          <JourneyDrawing
            journey={journey.id}
            counts={Object.fromEntries(journey.steps.map(each => [each.id, each]))}
            chosen={step?.id}
            onChoose={to => choose({ step: to, of: undefined, reason: undefined })}
          />
        ) : (
          <>
            <StepFunnel journey={journey} />
            <StepTable steps={journey.steps} chosen={step?.id} />
          </>
        )}
      </div>
      <aside aria-label={step ? 'The step' : 'The journey'}>
        {step ? (
          <JourneyStep step={step} asked={asked} />
        ) : total ? (
          <>
            <h2>{journey.title}</h2>
            <CountedAccounts asked={asked} title={total.title} />
          </>
        ) : (
          <>
            {tab === 'steps' && (
              <>
                <h2>Results</h2>
                <LiftChart id={journey.id} />
              </>
            )}
            <h2>Who is where</h2>
            <p class="quiet">Choose a step, or a number, to see the accounts behind it.</p>
          </>
        )}
      </aside>
    </div>
  );
};
