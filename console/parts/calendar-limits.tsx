import { useState } from 'preact/hooks';
import type { Answer } from '../api.ts';
import { number } from '../words.ts';
import { AccountNames } from './account-names.tsx';
import { ChoiceLink } from './choice-link.tsx';
import { Columns } from './columns.tsx';
import { Wide } from './wide.tsx';

type Calendar = Answer<'/v1/calendar'>;

const none = { day: undefined, class: undefined, reason: undefined, zone: undefined };

/** The frequency caps, and the touches they hold. */
export const CapsAhead = ({ shown: { caps, touches } }: { shown: Calendar }) => {
  const capped = touches.filter(({ reason }) => reason === 'capped');
  return (
    <section aria-label="Caps">
      <h2>Caps</h2>
      <ul>
        {caps.map(text => (
          <li key={text}>{text}.</li>
        ))}
      </ul>
      <p class={capped.length === 0 ? 'quiet' : ''}>
        {capped.length === 0 ? (
          'None of them applies in these two weeks.'
        ) : (
          <>
            <ChoiceLink to={{ ...none, reason: 'capped' }}>{number(capped.length)}</ChoiceLink>{' '}
            {capped.length === 1 ? 'touch finds' : 'touches find'} no room.
          </>
        )}
      </p>
    </section>
  );
};

/** Quiet hours by zone: touches triggered by events wait for the morning. */
export const QuietZones = ({ shown: { quiet } }: { shown: Calendar }) => {
  const [opened, open] = useState<string>();
  return (
    <section aria-label="Quiet hours">
      <h2>
        Quiet hours{' '}
        <span class="quiet">touches triggered by events wait for the morning; scheduled ones have their own hour</span>
      </h2>
      <Wide label="Quiet hours by zone">
        <table>
          <Columns of={['Zone', { number: 'Accounts' }, 'Quiet there', 'In UTC', { number: 'Held' }]} />
          <tbody>
            {quiet.map(zone => (
              <Zone
                key={zone.timezone}
                of={zone}
                isOpen={opened === zone.timezone}
                toggle={() => open(opened === zone.timezone ? undefined : zone.timezone)}
              />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
};

const Zone = ({
  of: { timezone, accounts, from, to, held },
  isOpen,
  toggle,
}: {
  of: Calendar['quiet'][number];
  isOpen: boolean;
  toggle(): void;
}) => (
  <>
    <tr>
      <th scope="row">{timezone.replaceAll('_', ' ')}</th>
      <td class="number">
        <button type="button" class="linked" aria-expanded={isOpen} onClick={toggle}>
          {number(accounts.length)}
        </button>
      </td>
      <td>{span(from, to, timezone)}</td>
      <td class="quiet">{span(from, to, 'UTC')}</td>
      <td class="number">
        {held === 0 ? (
          <span class="quiet">0</span>
        ) : (
          <ChoiceLink to={{ ...none, reason: 'quiet-hours', zone: timezone }}>{number(held)}</ChoiceLink>
        )}
      </td>
    </tr>
    {isOpen && (
      <tr>
        <td colSpan={5}>
          <AccountNames of={accounts} />
        </td>
      </tr>
    )}
  </>
);

const span = (from: string, to: string, timeZone: string): string =>
  [from, to]
    .map(at =>
      new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
        new Date(at),
      ),
    )
    .join('–');
