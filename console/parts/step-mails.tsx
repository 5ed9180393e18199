import { isReadOnly } from '../api.ts';
import type { Parameters } from '../url-of.ts';
import { useView } from '../use-view.ts';
import { number } from '../words.ts';

/** What became of the mails of a step. Clicks of machines are told apart. */
export const StepMails = ({ asked }: { asked: Parameters }) => {
  const { id, version, from, to, step } = asked;
  const { answer } = useView(isReadOnly ? undefined : '/v1/journeys/{id}/results', { id, version, from, to, step });
  const mails = answer?.mails;
  if (!mails) return null;
  const { enrollments, sent, delivered, clicked, clickedByMachines, answered, bounced, complained } = mails;
  const rows = [
    ['Delivered', delivered],
    ['Clicked', clicked],
    ['Clicked by machines', clickedByMachines],
    ['Answered', answered],
    ['Bounced', bounced],
    ['Complained', complained],
  ] as const;
  return (
    <section aria-label="Its mails">
      <h3>Its mails</h3>
      <p class="quiet">
        {number(sent)} sent, of the last {number(enrollments)} who entered.
      </p>
      {sent > 0 && (
        <dl class="facts">
          {rows.map(([name, count]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {number(count)} <span class="quiet">{((100 * count) / sent).toFixed(0)} %</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
};
