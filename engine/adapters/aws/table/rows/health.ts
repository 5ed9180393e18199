import type { HealthRecord } from '../../../../account/health-state.ts';
import { afterUsageRetention } from '../../../../ports/retention.ts';
import type { ItemWrite } from '../item-write.ts';
import { healthKey } from '../keys.ts';
import { packed, type StoredItem } from '../stored-item.ts';

/** A row per evaluation; a repeated evaluation overwrites its own row. */
export const healthWrite = (record: HealthRecord): ItemWrite => ({
  kind: 'put',
  key: healthKey(record),
  item: { ...packed(record), expiresAt: afterUsageRetention(record.at) },
});

export const healthOf = ({ json }: StoredItem): HealthRecord => JSON.parse(String(json)) as HealthRecord;
