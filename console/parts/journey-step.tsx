import type { Answer } from '../api.ts';
import { choose, hrefOf } from '../location.ts';
import type { Parameters } from '../url-of.ts';
import { eventText, number } from '../words.ts';
import { CountedAccounts } from './counted-accounts.tsx';
import { isOfMails, StepMailTable } from './step-mail-table.tsx';

type Step = Answer<'/v1/journeys/{id}'>['steps'][number];

const titles = {
  entered: 'Who entered it',
  here: 'Who is here',
  wentOn: 'Who continued',
  left: 'Who left here',
} as const;
type Of = keyof typeof titles;

/** A step of a journey: its numbers, and the accounts behind the chosen one. */
export const JourneyStep = ({ step, asked }: { step: Step; asked: Parameters }) => {
  const of = String(asked.of) in titles ? (asked.of as Of) : 'here';
  const { reason } = asked;
  const pick = (to: Of, why?: string) => (
    <button
      type="button"
      class="linked"
      aria-pressed={of === to && reason === why && !isOfMails(asked.of)}
      onClick={() => choose({ of: to, reason: why })}
    >
      {number(why === undefined ? sumOf(step, to) : (step.left.find(each => each.reason === why)?.accounts ?? 0))}
    </button>
  );
  return (
    <>
      <div class="bar">
        <button type="button" onClick={() => choose({ step: undefined, of: undefined, reason: undefined })}>
          Whole journey
        </button>
        {step.template && (
          <a class="button" href={hrefOf(`/messages?template=${step.template}`)}>
            See the message
          </a>
        )}
      </div>
      <h2>{step.subject ?? step.id}</h2>
      {step.subject && <p class="quiet">{step.id}</p>}
      {!step.kind && <p class="note">The live version no longer has this step; former versions do.</p>}
      <dl class="facts">
        <div>
          <dt>Entered</dt>
          <dd>{pick('entered')}</dd>
        </div>
        <div>
          <dt>Here now</dt>
          <dd>{pick('here')}</dd>
        </div>
        <div>
          <dt>Went on</dt>
          <dd>{pick('wentOn')}</dd>
        </div>
        {step.left.map(({ reason: why }) => (
          <div key={why}>
            <dt>Left: {eventText(why)}</dt>
            <dd>{pick('left', why)}</dd>
          </div>
        ))}
      </dl>
      {step.template && <StepMailTable asked={{ ...asked, step: step.id }} />}
      {!isOfMails(asked.of) && (
        <CountedAccounts
          asked={{ ...asked, of, step: step.id }}
          title={reason === undefined ? titles[of] : `Who left here: ${eventText(String(reason))}`}
        />
      )}
    </>
  );
};

const sumOf = (step: Step, of: Of): number =>
  of === 'left' ? step.left.reduce((sum, { accounts }) => sum + accounts, 0) : step[of];
