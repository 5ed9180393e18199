import type { Answer } from '../api.ts';
import { isReadOnly } from '../api.ts';
import { useKeys } from '../keys.ts';
import { choose, search } from '../location.ts';
import { CountedAccounts } from '../parts/counted-accounts.tsx';
import { GoalRate, JourneyState } from '../parts/journey-numbers.tsx';
import { JourneyStep } from '../parts/journey-step.tsx';
import { Picture } from '../parts/picture.tsx';
import { Await } from '../parts/states.tsx';
import { SteerJourney } from '../parts/steer-journey.tsx';
import { Wide } from '../parts/wide.tsx';
import type { Parameters } from '../url-of.ts';
import { useView } from '../use-view.ts';
import { viewer } from '../viewer.ts';
import { dayText, number } from '../words.ts';

type Journey = Answer<'/v1/journeys/{id}'>;

const tabs = [
  { id: 'picture', name: 'Picture' },
  { id: 'steps', name: 'Results' },
  { id: 'english', name: 'English' },
  { id: 'versions', name: 'Versions' },
] as const;

const totals = [
  { id: 'enrolled', name: 'Enrolled', title: 'Who enrolled' },
  { id: 'running', name: 'Running', title: 'Who is in it now' },
  { id: 'completed', name: 'Completed', title: 'Who completed it' },
  { id: 'exited', name: 'Left early', title: 'Who left early' },
  { id: 'failed', name: 'Failed', title: 'Whose enrollment failed' },
  { id: 'heldOut', name: 'Held out', title: 'Who is held out, to compare with' },
  { id: 'reached', name: 'Goal reached', title: 'Who reached the goal' },
] as const;

/** `/journeys/{id}`: one journey alive. */
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
      <Await of={shown} rows={10}>
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
            {tab === 'versions' && <Versions journey={journey} />}
            {(tab === 'picture' || tab === 'steps') && <Steps journey={journey} range={range} tab={tab} />}
          </>
        )}
      </Await>
    </div>
  );
};

const Totals = ({ journey }: { journey: Journey }) => (
  <dl class="totals">
    {totals.flatMap(({ id, name }) => {
      if (id === 'reached') return [];
      const count = journey.totals[id];
      return (
        <div key={id}>
          <dt>{name}</dt>
          <dd>
            <button
              type="button"
              class="linked"
              aria-pressed={search.value.get('of') === id}
              onClick={() => choose({ of: id, step: undefined, reason: undefined })}
            >
              {number(count)}
            </button>
          </dd>
        </div>
      );
    })}
    {journey.hasGoal && (
      <div>
        <dt>Goal reached</dt>
        <dd>
          {journey.totals.goal ? (
            <button
              type="button"
              class="linked"
              onClick={() => choose({ of: 'reached', step: undefined, reason: undefined })}
            >
              <GoalRate goal={journey.totals.goal} />
            </button>
          ) : (
            <span class="quiet">no result yet</span>
          )}
        </dd>
      </div>
    )}
  </dl>
);

const Range = () =>
  isReadOnly ? null : (
    <div class="range">
      {(['from', 'to'] as const).map(name => (
        <label key={name}>
          Enrolled {name}
          <input
            type="date"
            value={search.value.get(name) ?? ''}
            onChange={({ currentTarget }) => choose({ [name]: currentTarget.value })}
          />
        </label>
      ))}
    </div>
  );

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
          <Picture
            journey={journey.id}
            counts={Object.fromEntries(journey.steps.map(each => [each.id, each]))}
            chosen={step?.id}
            onChoose={to => choose({ step: to, of: undefined, reason: undefined })}
          />
        ) : (
          <StepTable steps={journey.steps} chosen={step?.id} />
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
            <h2>Who is where</h2>
            <p class="quiet">Choose a step of the picture, or a number, to see the accounts behind it.</p>
          </>
        )}
      </aside>
    </div>
  );
};

const StepTable = ({ steps, chosen }: { steps: Journey['steps']; chosen: string | undefined }) => (
  <Wide label="Steps">
    <table>
      <thead>
        <tr>
          <th>Step</th>
          <th class="number">Entered</th>
          <th class="number">Here now</th>
          <th class="number">Went on</th>
          <th>Left</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ id, subject, entered, here, wentOn, left }) => (
          <tr key={id} aria-current={id === chosen}>
            <td>
              {subject ?? id}
              {subject && <div class="quiet">{id}</div>}
            </td>
            {Object.entries({ entered, here, wentOn }).map(([of, count]) => (
              <td key={of} class="number">
                <button type="button" class="linked" onClick={() => choose({ step: id, of, reason: undefined })}>
                  {number(count)}
                </button>
              </td>
            ))}
            <td>
              {left.map(({ reason, accounts }) => (
                <div key={reason}>
                  <button type="button" class="linked" onClick={() => choose({ step: id, of: 'left', reason })}>
                    {number(accounts)}
                  </button>{' '}
                  {reason}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);

const English = ({ id }: { id: string }) => {
  const shown = useView('/v1/journeys/{id}/picture', { id });
  return (
    <Await of={shown}>
      {({ english = '' }) => (
        <div class="english">
          {english === '' && <p class="note">This build does not tell it in English.</p>}
          {english
            .split('\n\n')
            .slice(1)
            .map(part => {
              const [heading = '', ...lines] = part.split('\n');
              const isList = lines.some(line => line.startsWith('- '));
              return (
                <section key={heading}>
                  <h2>{heading}</h2>
                  {isList ? <pre>{lines.join('\n')}</pre> : <p>{lines.join(' ')}</p>}
                </section>
              );
            })}
        </div>
      )}
    </Await>
  );
};

const Versions = ({ journey }: { journey: Journey }) => (
  <Wide label="Versions">
    <table>
      <thead>
        <tr>
          <th>Version</th>
          {totals.flatMap(({ id, name }) =>
            id === 'reached' ? (
              []
            ) : (
              <th key={id} class="number">
                {name}
              </th>
            ),
          )}
          <th class="number">Goal reached</th>
          <th>Last enrollment</th>
        </tr>
      </thead>
      <tbody>
        {journey.versions.map(({ version, isLive, lastDay, goal, ...counts }) => (
          <tr key={version}>
            <td>
              <code>{version.slice(0, 12)}</code>
              {isLive && <span class="pill reached">live</span>}
            </td>
            {totals.flatMap(({ id }) =>
              id === 'reached' ? (
                []
              ) : (
                <td key={id} class="number">
                  <button
                    type="button"
                    class="linked"
                    onClick={() => choose({ version, of: id, tab: undefined, step: undefined })}
                  >
                    {number(counts[id])}
                  </button>
                </td>
              ),
            )}
            <td class="number">{goal ? <GoalRate goal={goal} /> : <span class="quiet">no result yet</span>}</td>
            <td>{dayText(lastDay)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);
