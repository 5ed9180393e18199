import { Score } from '../../parts/band.tsx';
import type { Account } from './header.tsx';

const words = { green: 'good', yellow: 'so-so', red: 'bad', missing: 'not known' } as const;

/** The score by component: inputs and changes. */
export const Health = ({ account: { health } }: { account: Account }) => (
  <section id="health">
    <h2>Health</h2>
    {health === undefined ? (
      <p class="quiet">The score is computed once a week, after the first week of use.</p>
    ) : (
      <>
        <p>
          <Score score={health.score} band={health.band} word />{' '}
          <span class="quiet">{health.confidence} % of it has data</span>
        </p>
        <ul class="components">
          {health.components.map(({ component, state, points, weight, because, inputs }) => (
            <li key={component} class={component === health.weakest ? 'weakest' : ''}>
              <span class="name">
                {component}
                {component === health.weakest && <span class="pill late">weakest</span>}
              </span>
              <span class={`state-of ${state}`}>{words[state]}</span>
              <span class="number">{state === 'missing' ? `– of ${weight}` : `${points} of ${weight}`}</span>
              <span class="why" title={inputs}>
                {because}
              </span>
            </li>
          ))}
        </ul>
        {health.moved.length > 0 && (
          <p class="quiet">
            Since the week before:{' '}
            {health.moved
              .map(({ component, points }) => `${component} ${points > 0 ? '+' : '−'}${Math.abs(points)}`)
              .join(', ')}
          </p>
        )}
      </>
    )}
  </section>
);
