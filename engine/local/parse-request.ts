import type * as z from 'zod';
import { ServiceError } from './service-error.ts';

/** @throws ServiceError of the service's own `code` for a wrong request, naming each field */
export const parseRequest = <T>(schema: z.ZodType<T>, json: unknown, code: string): T => {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ServiceError(
    code,
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
};
