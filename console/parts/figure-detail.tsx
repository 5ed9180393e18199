import type { Answer } from '../api.ts';
import { monthText } from '../words.ts';
import { ChoiceLink } from './choice-link.tsx';
import type { Figure } from './figure-tile.tsx';
import { AccountLink } from './person.tsx';

type Numbers = Answer<'/v1/numbers'>;

/** Which movements a figure is made of. */
const movementsOf: Partial<Record<Figure['id'], readonly string[]>> = {
  grr: ['contraction', 'churn'],
  nrr: ['expansion', 'contraction', 'churn'],
  'logo-churn': ['churn'],
  'expansion-share': ['expansion'],
};

/** What a figure was made of: its formula, what went into it, and the accounts behind it. */
export const FigureDetail = ({ figure, numbers }: { figure: Figure; numbers: Numbers }) => {
  const kinds = movementsOf[figure.id];
  const moved = kinds && numbers.movements.filter(({ kind }) => kinds.includes(kind));
  return (
    <aside class="figure" aria-label={figure.title}>
      <header>
        <h2>{figure.title}</h2>
        <ChoiceLink to={{ figure: undefined }}>Close</ChoiceLink>
      </header>
      <p class="value">{figure.text === '-' ? 'not known' : figure.text}</p>
      {figure.interval && <p class="quiet">{figure.interval}, with 95 % confidence</p>}
      <h3>How it is made</h3>
      <p>{figure.formula}</p>
      <p class="quiet">{figure.inputs}</p>
      {figure.trend && figure.trend.length > 1 && (
        <>
          <h3>The months before</h3>
          <dl class="facts">
            {figure.trend.toReversed().map(({ month, value }) => (
              <div key={month}>
                <dt>
                  <ChoiceLink to={{ month }}>{monthText(month)}</ChoiceLink>
                </dt>
                <dd>{value === null ? '–' : `${Math.round(10 * value) / 10}${unitText[figure.unit]}`}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {moved ? (
        <Moved movements={moved} />
      ) : (
        figure.accounts && (
          <>
            <h3>Accounts behind it</h3>
            {figure.accounts.length === 0 && <p class="quiet">None.</p>}
            <ul>
              {figure.accounts.map(account => (
                <li key={account.id}>
                  <AccountLink {...account} />
                </li>
              ))}
            </ul>
          </>
        )
      )}
    </aside>
  );
};

const unitText = { percent: ' %', days: ' days', money: '', score: '' } as const;

export const Moved = ({ movements }: { movements: Numbers['movements'] }) => (
  <>
    <h3>Accounts that moved it</h3>
    {movements.length === 0 && <p class="quiet">None moved.</p>}
    <ul class="moved">
      {movements.map(({ account, kind, from, to }) => (
        <li key={`${account.id} ${kind}`}>
          <AccountLink {...account} />
          <span class="quiet">
            {kind}, {from} → {to} a month
          </span>
        </li>
      ))}
    </ul>
  </>
);
