import type { Answer } from '../api.ts';
import { ChoiceLink } from './choice-link.tsx';
import { showOnly } from './chosen-number.ts';
import { countText } from './count-text.ts';

type Revenue = Answer<'/v1/numbers'>['revenue'][number];

export const movementWords = {
  new: 'New',
  expansion: 'Expansion',
  contraction: 'Contraction',
  churn: 'Churn',
  reactivation: 'Came back',
} as const;
const isLoss: ReadonlySet<string> = new Set(['contraction', 'churn']);

/** Recurring revenue from the start of a month to its end; the lines add up. */
export const RevenueMoved = ({ of }: { of: Revenue }) => (
  <table class="movement">
    <tbody>
      <tr>
        <th scope="row">At the start</th>
        <td class="number">{of.start}</td>
        <td />
      </tr>
      {of.moved.map(({ kind, text, accounts }) => (
        <tr key={kind}>
          <th scope="row">
            <ChoiceLink to={showOnly({ moved: kind })}>{movementWords[kind]}</ChoiceLink>
          </th>
          <td class="number">
            {isLoss.has(kind) ? '−' : '+'}
            {text}
          </td>
          <td class="number quiet">
            <ChoiceLink to={showOnly({ moved: kind })}>{countText(accounts, 'account')}</ChoiceLink>
          </td>
        </tr>
      ))}
      <tr class="at-the-end">
        <th scope="row">At the end</th>
        <td class="number">{of.endText}</td>
        <td />
      </tr>
    </tbody>
  </table>
);
