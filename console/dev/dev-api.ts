/** Responses of the /dev routes of `daymark dev`. */
export interface DevClock {
  now: string;
  next: { at: string; account: string; says: string }[];
}

export const readDev = async <Answer>(path: string): Promise<Answer> =>
  (await fetch(`/dev/${path}`)).json() as Promise<Answer>;

/** @throws Error with the server's message */
export const postDev = async <Answer>(path: string, body: unknown): Promise<Answer> => {
  const response = await fetch(`/dev/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const answer = (await response.json()) as Answer & { error?: { message: string } };
  if (response.ok) return answer;
  throw new Error(answer.error?.message ?? `It answered ${response.status}.`);
};
