import type { PlanGoal } from '../account/success-plan.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { UsableCall } from '../ingest/usable-call.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { addressStandIn } from './address-stand-in.ts';

interface Kept {
  receivedAt: Instant;
  catalog: Pick<CatalogData, 'contactAttributes' | 'contactBounds' | 'ownAttributes'>;
  /** Key of the pseudonyms of addresses. */
  secret: string;
}

/**
 * A Segment call as a JSON line that `simulate` can replay, without personal data: names, addresses and free text are
 * left out. A text attribute of a contact is kept only if the catalog declares it as an enum.
 */
export const callLine = (call: UsableCall, kept: Kept): string => {
  const { messageId, saidAt, account, user, visitor } = call;
  return JSON.stringify({
    type: call.type,
    messageId,
    ...(saidAt !== undefined && { timestamp: saidAt }),
    receivedAt: kept.receivedAt,
    ...(user !== undefined && { userId: user }),
    ...(visitor !== undefined && { [call.type === 'alias' ? 'previousId' : 'anonymousId']: visitor }),
    ...(account !== undefined && ofAccount(call.type, account)),
    ...saidIn(call, kept),
  });
};

const ofAccount = (type: UsableCall['type'], account: string) =>
  type === 'group' || type === 'plan' ? { groupId: account } : { context: { groupId: account } };

const saidIn = (call: UsableCall, kept: Kept): object => {
  switch (call.type) {
    case 'identify':
      return {
        traits: {
          ...ofPerson(call.values, kept),
          ...(call.optOuts.length > 0 && { unsubscribed: call.optOuts }),
        },
      };
    case 'group':
      return { traits: call.values };
    case 'track':
      return { event: call.event, properties: call.values };
    case 'plan':
      return { goals: call.goals.map(withoutWords) };
    case 'alias':
      return {};
  }
};

const ofPerson = (values: Readonly<Record<string, Scalar>>, { catalog, secret }: Kept): Record<string, Scalar> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, Scalar][] => {
      if (name === 'name') return [];
      if (name === 'email') return [[name, typeof value === 'string' ? addressStandIn(value, secret) : value]];
      const isFree =
        catalog.ownAttributes?.contact.includes(name) && catalog.contactBounds?.[name]?.oneOf === undefined;
      return isFree && catalog.contactAttributes[name] === 'string' ? [] : [[name, value]];
    }),
  );

const withoutWords = ({ title: _, owner: __, milestones, ...goal }: PlanGoal) => ({
  ...goal,
  ...(milestones && { milestones: milestones.map(({ title: ___, ...each }) => each) }),
});
