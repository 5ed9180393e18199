import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { ConsentRecord } from '../../../account/consent.ts';
import type { Delivery } from '../../../account/delivery.ts';
import type { TimelineLine } from '../../../account/timeline.ts';
import type { JourneyDefinition } from '../../../definition/journey-definition.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { Clock } from '../../../ports/ports.ts';
import { afterComparison, isAlive } from '../../../ports/retention.ts';
import { newLooks } from '../../../ports/sends.ts';
import { type BegunEnrollment, type DeployedVersions, judgeEverySeconds } from '../../../ports/versions.ts';
import { addVersions, type LiveVersions } from '../../../versions/live-versions.ts';
import { accountPartition } from './keys.ts';
import { content, packed } from './stored-item.ts';
import { itemAt, itemsBetween, itemsUnder, type Table } from './table.ts';
import { begunKey, begunOf, definitionKey, definitionPrefix, liveVersionsKey } from './version-keys.ts';
import { untilWritten, writeIf } from './write-items.ts';

/**
 * One item holds the live versions of all journeys; each version's definition and each compared enrollment has its own.
 */
export const tableVersions = (table: Table, clock: Clock): DeployedVersions => {
  const isLookDue = newLooks(judgeEverySeconds);
  let brought: Promise<LiveVersions> | undefined;
  const definitions = new Map<string, JourneyDefinition>();
  return {
    bring: journeys => {
      brought ??= bring(table, journeys, clock).catch(error => {
        brought = undefined;
        throw error;
      });
      return brought;
    },
    live: async () => (await readLive(table)).live,
    definition: async (journey, version) => {
      const name = `${journey}#${version}`;
      const known = definitions.get(name);
      if (known) return known;
      const item = await itemAt(table, definitionKey(journey, version));
      if (item === undefined) return undefined;
      const { definition } = content<{ definition: JourneyDefinition }>(item);
      definitions.set(name, definition);
      return definition;
    },
    of: async journey => {
      const { pk } = definitionKey(journey, '');
      return (await itemsUnder(table, pk, definitionPrefix)).map(({ sk }) => sk.slice(definitionPrefix.length));
    },
    begin: async ({ account, id, journey, version, startedAt }) => {
      const begun: BegunEnrollment = { account, id, journey, version, startedAt };
      await put(table, { ...begunKey(begun), ...begun, expiresAt: afterComparison(startedAt) });
    },
    begun: async (journey, version, atMost) => {
      const { pk, prefix } = begunOf(journey, version);
      const items = await itemsUnder(table, pk, prefix);
      const alive = items.filter(item => isAlive(item, clock.now()));
      return alive
        .map(item => content<BegunEnrollment>(item))
        .reverse()
        .slice(0, atMost);
    },
    isLookDue,
    story: async ({ account, id, startedAt }) => {
      const pk = accountPartition(account);
      const [lines, deliveries, consents] = await Promise.all([
        itemsBetween(table, pk, `${sortKey.line}${startedAt.slice(0, 10)}`, `${sortKey.line}~`),
        itemsUnder(table, pk, sortKey.delivery),
        itemsUnder(table, pk, sortKey.consent),
      ]);
      const ofIt = ({ enrollment }: { enrollment: string }) => enrollment === id;
      return {
        lines: lines.map(item => content<TimelineLine>(item)).filter(ofIt),
        deliveries: deliveries.map(item => content<Delivery>(item)).filter(ofIt),
        consents: consents.map(item => content<ConsentRecord>(item)).filter(({ at }) => at >= startedAt),
      };
    },
  };
};

/** Writes definitions first, so that every live version can be read. */
const bring = (table: Table, journeys: readonly JourneyDefinition[], clock: Clock): Promise<LiveVersions> =>
  untilWritten(async () => {
    const known = await readLive(table);
    const { live, changed } = addVersions(known.live, journeys, clock.now());
    if (changed.length === 0) return live;
    // The first deployment writes all of them; the client limits the number of connections.
    await Promise.all(
      changed.map(definition =>
        put(table, { ...definitionKey(definition.id, definition.hash), ...packed({ definition }) }),
      ),
    );
    const revision = known.revision + 1;
    const isWritten = await writeIf(table, {
      kind: 'put',
      key: liveVersionsKey,
      item: { revision, ...packed({ live }) },
      tests: [{ kind: 'isNewOrIs', attribute: 'revision', value: known.revision }],
    });
    return isWritten ? live : undefined;
  });

const readLive = async (table: Table): Promise<{ revision: number; live: LiveVersions }> => {
  const item = await itemAt(table, liveVersionsKey);
  return item ? content(item) : { revision: 0, live: {} };
};

const put = async ({ client, name }: Table, item: object): Promise<void> => {
  await client.send(new PutItemCommand({ TableName: name, Item: marshall(item, { removeUndefinedValues: true }) }));
};
