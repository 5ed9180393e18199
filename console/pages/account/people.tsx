import { Columns } from '../../parts/columns.tsx';
import { Empty } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { number } from '../../words.ts';
import type { Account } from './header.tsx';

/** Contacts: role, consent by topic, whether mail reaches them. */
export const People = ({ account }: { account: Account }) =>
  account.people.length === 0 ? (
    <Empty title="No people yet">
      <p>People appear when your application calls identify for them, with this account as their group.</p>
    </Empty>
  ) : (
    <div class="sideways">
      {account.people.length < account.peopleCount && (
        <p class="quiet">
          Showing the {account.people.length} most recently active of {number(account.peopleCount)}.
        </p>
      )}
      <table class="people">
        <Columns of={['Name', 'Role', 'Mail', 'Topics', 'Last active']} />
        <tbody>
          {account.people.map(person => (
            <tr key={person.id} class={person.removedAt ? 'gone' : ''}>
              <th scope="row">
                {person.name}
                {person.removedAt && <span class="pill">left</span>}
              </th>
              <td>{person.role}</td>
              <td>
                {person.email ? <a href={`mailto:${person.email}`}>{person.email}</a> : <span class="quiet">none</span>}
                {person.suppressed && (
                  <span class="pill late" title="No mail is sent there">
                    {person.suppressed.reason}
                  </span>
                )}
              </td>
              <td>
                <Topics of={person.topics} />
                <Consents of={person.topics} zone={account.timezone} />
              </td>
              <td class="number">
                {person.lastActive ? (
                  <Time at={person.lastActive} zone={account.timezone} />
                ) : (
                  <span class="quiet">not in 12 weeks</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

const Topics = ({ of }: { of: Account['people'][number]['topics'] }) => {
  const off = of.filter(({ state }) => state !== 'on');
  if (off.length === 0) return <span class="quiet">all {of.length}</span>;
  if (off.length === of.length) return <span class="pill late">no mail at all</span>;
  return (
    <span title={off.map(({ title, state }) => `${title}${stateSuffix[state] ?? ''}`).join('\n')}>
      {of.length - off.length} of {of.length}, not {off[0]?.title}
      {off.length > 1 && ` and ${off.length - 1} more`}
    </span>
  );
};

const stateSuffix: Readonly<Record<string, string>> = {
  locked: ', locked by the customer’s records',
  pending: ', requested but not confirmed',
};

type Topic = Account['people'][number]['topics'][number];

/** Evidence of consent to topics that need a confirmation. */
const Consents = ({ of, zone }: { of: readonly Topic[]; zone: string }) => {
  const proven = of.filter(({ asked, confirmed }) => asked || confirmed);
  if (proven.length === 0) return null;
  return (
    <details>
      <summary>Consent</summary>
      {proven.map(({ id, title, asked, confirmed }) => (
        <p key={id}>
          {title}: <Proof did="asked" of={asked} zone={zone} />
          {asked && ', '}
          {confirmed ? <Proof did="confirmed" of={confirmed} zone={zone} /> : 'not confirmed'}
        </p>
      ))}
    </details>
  );
};

const Proof = ({ did, of, zone }: { did: string; of: Topic['asked']; zone: string }) =>
  of && (
    <span title={`${of.evidence}, policy version ${of.policyVersion}`}>
      {did} <Time at={of.at} zone={zone} />
      {of.from && ` from ${of.from}`}
    </span>
  );
