import * as z from 'zod';
import { UserError } from '../user-error.ts';

/** Requests a view of the console from the local cloud. @param as id of a CSM, or `admin` @throws UserError */
export const askDev = async (dev: string, path: string, as = 'admin'): Promise<unknown> => {
  const { token } = session.parse(await get(dev, `/dev/session?as=${encodeURIComponent(as)}`));
  return await get(dev, path, { authorization: `Bearer ${token}` });
};

const session = z.object({ token: z.string() });

const get = async (dev: string, path: string, headers: Record<string, string> = {}): Promise<unknown> => {
  const response = await fetch(new URL(path, dev), { headers }).catch(() => undefined);
  const body: unknown = await response?.json().catch(() => undefined);
  if (response === undefined || body === undefined)
    throw new UserError(
      `${dev} is not a local cloud`,
      'start `npx daymark dev`, or `npx daymark dev --play` for the customers of the last play, and give its URL with --dev; or use the last play (`of: "play"`)',
    );
  if (response.ok) return body;
  const { data } = refusal.safeParse(body);
  throw new UserError(
    data?.error.message ?? `${path} returned status ${response.status}`,
    'use the tools today and list_journeys to see what exists',
  );
};

const refusal = z.object({ error: z.object({ message: z.string() }) });
