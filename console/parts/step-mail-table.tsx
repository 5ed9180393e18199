import { isReadOnly } from '../api.ts';
import { choose, hrefOf } from '../location.ts';
import type { Parameters } from '../url-of.ts';
import { useView } from '../use-view.ts';
import { number } from '../words.ts';
import { Awaited } from './states.tsx';

const names = {
  sent: 'Sent',
  delivered: 'Delivered',
  clicked: 'Clicked',
  clickedByMachines: 'Clicked by machines',
  answered: 'Answered',
  bounced: 'Bounced',
  complained: 'Complained',
} as const;
type Of = keyof typeof names;

/** True if the chosen number is about a step's mails. */
export const isOfMails = (of: unknown): of is Of => Object.hasOwn(names, String(of));

/** Outcomes of a step's mails, and the contacts behind the chosen number. Machine clicks are counted separately. */
export const StepMailTable = ({ asked }: { asked: Parameters }) => {
  const { id, version, from, to, step } = asked;
  const of = isOfMails(asked.of) ? asked.of : undefined;
  const { answer } = useView(isReadOnly ? undefined : '/v1/journeys/{id}/results', { id, version, from, to, step });
  const mails = answer?.mails;
  if (!mails) return null;
  const { enrollments, sent } = mails;
  return (
    <section aria-label="Its mails">
      <h3>Its mails</h3>
      <p class="quiet">Of the last {number(enrollments)} who entered.</p>
      <dl class="facts">
        {(Object.keys(names) as Of[]).map(each => (
          <div key={each}>
            <dt>{names[each]}</dt>
            <dd>
              <button
                type="button"
                class="linked"
                aria-pressed={of === each}
                aria-label={`${names[each]}: ${number(mails[each])}`}
                onClick={() => choose({ of: each, reason: undefined })}
              >
                {number(mails[each])}
              </button>{' '}
              {each !== 'sent' && sent > 0 && <span class="quiet">{((100 * mails[each]) / sent).toFixed(0)} %</span>}
            </dd>
          </div>
        ))}
      </dl>
      {of && <Behind asked={{ id, version, from, to, step, of }} title={`${names[of]}, by account`} />}
    </section>
  );
};

const Behind = ({ asked, title }: { asked: Parameters; title: string }) => {
  const shown = useView('/v1/journeys/{id}/results', asked);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <Awaited of={shown} rows={3}>
        {({ mails: { accounts = [] } = {} }) => (
          <>
            {accounts.length === 0 && <p class="quiet">None at the moment.</p>}
            <ul class="who-list">
              {accounts.map(({ id, name, mails }) => (
                <li key={id}>
                  <a href={hrefOf(`/accounts/${encodeURIComponent(id)}?tab=story`)}>{name}</a>
                  <span class="money">{mails > 1 && `${number(mails)} mails`}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Awaited>
    </section>
  );
};
