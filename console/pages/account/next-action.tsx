import { useView } from '../../use-view.ts';
import { viewer } from '../../viewer.ts';
import { number } from '../../words.ts';

/** The recommended next action with its reason; hidden if there is none. */
export const NextBestAction = ({ id }: { id: string }) => {
  const mayAsk = viewer.value?.roles.some(role => role !== 'marketer') ?? false;
  const { answer, error } = useView(mayAsk ? '/v1/accounts/{id}/next' : undefined, { id });
  if (!mayAsk || error || (answer && answer.actions.length === 0)) return null;
  const [best, ...others] = answer?.actions ?? [];
  return (
    <section aria-label="Next best action" class="next-action">
      <h2>Next best action</h2>
      {best ? (
        <>
          <p class="play">
            <b>{sentence(best.play)}</b> <span class="quiet">about {best.minutes} minutes</span>
          </p>
          <Rests action={best} />
          <details>
            <summary>How</summary>
            <ol>
              {best.steps.map(step => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </details>
          {others.length > 0 && (
            <details>
              <summary>
                {others.length === 1 ? 'One more that would suit' : `${others.length} more that would suit`}
              </summary>
              <ul class="rows">
                {others.map(action => (
                  <li key={action.playbook}>
                    {sentence(action.play)}
                    <Rests action={action} />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      ) : (
        <p class="quiet" role="status">
          Looking…
        </p>
      )}
    </section>
  );
};

type Action = { because: string; ended: number; well: number };

/** The reason of the recommendation, and its success rate so far. */
const Rests = ({ action: { because, ended, well } }: { action: Action }) => (
  <p class="quiet">
    Because {because.replace(/\.$/, '')}.{' '}
    {ended === 0 ? 'No such task has been resolved yet.' : `It ended well ${number(well)} of ${number(ended)} times.`}
  </p>
);

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
