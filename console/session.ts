import { signal } from '@preact/signals';

/** The sign-in method, from `/console.json`. */
type SignIn =
  /** `daymark dev`: any member of the team, or any role. */
  | { mode: 'dev' }
  /** The hosted pages of Cognito, with PKCE. */
  | { mode: 'cognito'; domain: string; clientId: string };

const key = 'daymark.as';

/** In `daymark dev`: a CSM's id, or the name of a role. */
export const actingAs = signal(sessionStorage.getItem(key) ?? '');

export const actAs = (id: string): void => {
  sessionStorage.setItem(key, id);
  actingAs.value = id;
  token = undefined;
};

let token: Promise<string> | undefined;
let signIn: Promise<SignIn> | undefined;

/** The token of the signed-in person. `anew` requests a new one, because the old one has expired. */
export const sessionToken = (anew = false): Promise<string> => {
  if (anew) token = undefined;
  token ??= newToken();
  return token;
};

const newToken = async (): Promise<string> => {
  signIn ??= fetch('/console.json').then(answer => answer.json() as Promise<SignIn>);
  const how = await signIn;
  if (how.mode === 'cognito') return (await import('./cognito.ts')).cognitoToken(how);
  const query = actingAs.value ? `?as=${encodeURIComponent(actingAs.value)}` : '';
  const answer = await fetch(`/dev/session${query}`);
  const { token: given, as } = (await answer.json()) as { token: string; as: string };
  actingAs.value = as;
  return given;
};
