import type * as z from 'zod';
import type { CrmName } from '../../../connectors/crms.ts';
import { SettingsInvalid } from '../settings.ts';

/** A destination from the secret, validated. @throws SettingsInvalid, which quotes no values */
export const validDestination = <Schema extends z.ZodType>(
  crm: CrmName,
  schema: Schema,
  given: unknown,
): z.output<Schema> => {
  const { data, error } = schema.safeParse(given);
  if (error === undefined) return data;
  const wrong = error.issues.map(({ path, message }) => `${crm} ${path.join('.')} ${message}`);
  throw new SettingsInvalid(`DAYMARK_DESTINATIONS is not right: ${wrong.join('; ')}`);
};
