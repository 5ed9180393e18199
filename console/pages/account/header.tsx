import type { ComponentChildren } from 'preact';
import type { Answer } from '../../api.ts';
import { Score } from '../../parts/band.tsx';
import { ChoiceLink } from '../../parts/choice-link.tsx';
import { Spark } from '../../parts/spark.tsx';
import { dayText, dollarText } from '../../words.ts';

export type Account = Answer<'/v1/accounts/{id}'>;

/** The account's name and state; sticky. */
export const AccountHeader = ({ account }: { account: Account }) => {
  const { health, change, seats, renewal, stage, arr } = account;
  return (
    <header class="account-header">
      <div class="who-it-is">
        <h1 title={account.id}>{account.name}</h1>
        {stage && <span class="pill">{stage.name}</span>}
        {account.paused && <span class="pill late">paused</span>}
        <span class="quiet">
          {[account.plan, account.touchModel && `${account.touchModel} touch`, account.owner?.name]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <dl class="figures">
        <Figure name="Health">
          {health ? (
            <ChoiceLink to={{ tab: undefined }}>
              <Score score={health.score} band={health.band} />{' '}
              {change && change.points !== 0 && (
                <span class="quiet" title={change.cause ?? 'Compared with four weeks ago'}>
                  {change.points > 0 ? '▲' : '▼'} {Math.abs(change.points)}
                </span>
              )}
              <Spark
                values={health.trend.map(({ score }) => score)}
                width={56}
                label={`Health of the last ${health.trend.length} weeks`}
              />
            </ChoiceLink>
          ) : (
            <Unknown>after its first week</Unknown>
          )}
        </Figure>
        <Figure name="Yearly revenue">{arr ? dollarText(arr.amount) : <Unknown>free</Unknown>}</Figure>
        <Figure name="Seats">
          <Seats {...seats} />
        </Figure>
        <Figure name="Renewal">
          {renewal ? (
            <span title={dayText(renewal.date)}>
              {renewal.days < 0 ? `${-renewal.days} d ago` : renewal.days === 0 ? 'today' : `in ${renewal.days} d`}
            </span>
          ) : (
            <Unknown>no date</Unknown>
          )}
        </Figure>
        <Figure name="Last seen">
          {account.lastSeen ? (
            <span title={dayText(account.lastSeen)}>{shortDay(account.lastSeen)}</span>
          ) : (
            <Unknown>over five weeks ago</Unknown>
          )}
        </Figure>
      </dl>
    </header>
  );
};

const Figure = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Unknown = ({ children }: { children: ComponentChildren }) => <span class="quiet">{children}</span>;

/** `Mar 10` */
const shortDay = (date: string): string =>
  new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(date));

/** Seats used and bought, as far as known. */
const Seats = ({ used, bought }: { used?: number; bought?: number }) => {
  if (used === undefined && bought === undefined) return <Unknown>not known</Unknown>;
  const quiet = used === undefined ? 'bought' : bought === undefined ? 'used' : `of ${bought}`;
  return (
    <>
      {used ?? bought} <span class="quiet">{quiet}</span>
    </>
  );
};
