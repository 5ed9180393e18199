import type { DuePart } from '../account/due-part.ts';
import { accountContext } from '../conditions/account-context.ts';
import { turnsAt } from '../conditions/evaluate-condition.ts';
import { deciding } from './route-stage.ts';

/** When time alone may move the account to another stage. A deleted account stays where it is. */
export const stageDue: DuePart = ({ snapshot, stages, now }) => {
  if (stages === undefined || snapshot.profile?.attributes.status?.value === 'deleted') return [];
  const context = accountContext(snapshot, now);
  return deciding(stages, snapshot.evaluation?.stage).flatMap(({ when }) => {
    const at = turnsAt(when, context);
    return at === undefined ? [] : [{ at }];
  });
};
