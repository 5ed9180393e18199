import type { Instant } from '../../../kernel/instant.ts';
import { type Expiry, isAlive } from '../../../ports/retention.ts';
import type { Key } from './keys.ts';
import { content, packed } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';
import { untilWritten, writeIf } from './write-items.ts';

/** Writes the row unless an unexpired one exists; returns the stored row. */
export const putFirst = <Content extends object>(
  table: Table,
  key: Key,
  row: Content,
  { expiresAt, now }: { expiresAt: Expiry; now: Instant },
): Promise<Content> => {
  const item = { ...packed(row), expiresAt };
  return untilWritten(async () => {
    if (await writeIf(table, { kind: 'put', key, item, tests: [{ kind: 'isNew' }] })) return row;
    const found = await itemAt(table, key);
    if (found === undefined) return undefined;
    if (isAlive(found, now)) return content<Content>(found);
    const tests = [{ kind: 'is', attribute: 'expiresAt', value: found.expiresAt ?? 0 }] as const;
    return (await writeIf(table, { kind: 'put', key, item, tests })) ? row : undefined;
  });
};
