import type { Answer } from '../api.ts';
import { monthText } from '../words.ts';
import { Behind, LongList } from './behind.tsx';
import { ChoiceLink } from './choice-link.tsx';
import type { ShownFigure } from './figure-tile.tsx';
import { AccountLink } from './person.tsx';

type Numbers = Answer<'/v1/numbers'>;
type Group = Numbers['groups'][number];

/** Movements behind a figure. */
const movementsOf: Partial<Record<ShownFigure['id'], readonly string[]>> = {
  grr: ['contraction', 'churn'],
  nrr: ['expansion', 'contraction', 'churn'],
  'logo-churn': ['churn'],
  'expansion-share': ['expansion'],
};

/** Details of a figure: formula, inputs and accounts; for all accounts, or for a group. */
export const FigureDetail = ({ figure, numbers, group }: { figure: ShownFigure; numbers: Numbers; group?: Group }) => {
  const kinds = movementsOf[figure.id];
  const shown = group ? group.figures.find(({ id }) => id === figure.id) : figure;
  const members = group && new Set(group.members);
  const moved =
    kinds &&
    numbers.movements.filter(({ kind, account }) => kinds.includes(kind) && (!members || members.has(account.id)));
  return (
    <Behind title={group ? `${figure.title}, ${group.value}` : figure.title}>
      <p class="value">{shown === undefined || shown.text === '-' ? 'not known' : shown.text}</p>
      {shown?.interval && <p class="quiet">{shown.interval}, with 95 % confidence</p>}
      <h3>How it is computed</h3>
      <p>{figure.formula}</p>
      <p class="quiet">{shown?.inputs}</p>
      {!group && figure.trend && figure.trend.length > 1 && (
        <>
          <h3>Previous months</h3>
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
        <MovedAccounts movements={moved} />
      ) : shown?.accounts ? (
        <>
          <h3>Accounts behind it</h3>
          <Accounts of={shown.accounts} />
        </>
      ) : (
        group && <GroupMembers group={group} names={numbers.names} />
      )}
    </Behind>
  );
};

const unitText = { percent: ' %', days: ' days', money: '', score: '' } as const;

/** The accounts of a plan, a touch model, a stage or a cohort. */
export const GroupMembers = ({ group, names }: { group: Group; names: Numbers['names'] }) => (
  <>
    <h3>Its accounts</h3>
    <Accounts of={group.members.map(id => ({ id, name: names[id] ?? id }))} />
  </>
);

const Accounts = ({ of }: { of: readonly { id: string; name: string }[] }) => (
  <LongList
    rows={of}
    none="None."
    row={account => (
      <li key={account.id}>
        <AccountLink {...account} />
      </li>
    )}
  />
);

export const MovedAccounts = ({ movements }: { movements: Numbers['movements'] }) => (
  <>
    <h3>Accounts that moved it</h3>
    <LongList
      class="moved"
      rows={movements}
      none="None moved."
      row={({ account, kind, from, to }) => (
        <li key={`${account.id} ${kind}`}>
          <AccountLink {...account} />
          <span class="quiet">
            {kind}, {from} → {to} a month
          </span>
        </li>
      )}
    />
  </>
);
