import { choose, hrefOf, search } from '../../location.ts';
import { JourneyDrawing } from '../../parts/journey-drawing.tsx';
import { Empty } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import type { Account } from './header.tsx';

type Journey = Account['journeys'][number];

const states = { in: 'in it', completed: 'completed', exited: 'left', failed: 'failed' } as const;

/** The account's active journeys, with its path highlighted, and the journeys it left. */
export const Journeys = ({ account }: { account: Account }) => {
  const wanted = search.value.get('journey');
  const shown = account.journeys.find(({ enrollment }) => enrollment === wanted) ?? account.journeys[0];
  if (!shown)
    return (
      <Empty title="In no journey yet">
        <p>
          An account enters a journey when its trigger happens and it is in the audience.{' '}
          <a href={hrefOf(`/why?account=${encodeURIComponent(account.id)}`)}>Why is it in none?</a>
        </p>
      </Empty>
    );
  return (
    <div class="journeys-of">
      <ul class="rows">
        {account.journeys.map(journey => (
          <li key={journey.enrollment}>
            <button
              type="button"
              class="what"
              aria-current={journey === shown ? 'true' : undefined}
              onClick={() => choose({ journey: journey.enrollment })}
            >
              <span class="title">
                {journey.name}
                {journey.heldOut && <span class="pill">held out</span>}
              </span>
              <span class="why">
                {journey.waits ? (
                  <>
                    waits for {journey.waits.title}, <Time at={journey.waits.until} zone={account.timezone} />
                  </>
                ) : (
                  <>
                    {states[journey.state]}
                    {journey.because && `: ${journey.because}`}, <Time at={journey.endedAt ?? journey.since} />
                  </>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <section aria-label={shown.name}>
        <h2>
          <a href={hrefOf(`/journeys/${encodeURIComponent(shown.id)}`)}>{shown.name}</a>{' '}
          <span class="quiet">
            since <Time at={shown.since} zone={account.timezone} />
          </span>
          <a
            class="button why-link"
            href={hrefOf(`/why?account=${encodeURIComponent(account.id)}&journey=${encodeURIComponent(shown.id)}`)}
          >
            Why?
          </a>
        </h2>
        <Lit journey={shown} />
      </section>
    </div>
  );
};

/** The step without its loop round, because all rounds share one box. */
const stepIn = (step: string): string => step.replace(/ \(\d+\)$/, '');

const Lit = ({ journey: { id, path, waits } }: { journey: Journey }) => (
  <JourneyDrawing
    journey={id}
    lit={[...path.map(({ step }) => stepIn(step)), ...(waits ? [waits.step] : [])]}
    at={waits?.step}
  />
);
