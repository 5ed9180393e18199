/** Settings of Cognito's hosted sign-in. */
interface Client {
  domain: string;
  clientId: string;
}

const redirect = `${location.origin}/`;
const kept = { verifier: 'daymark.verifier', to: 'daymark.to', refresh: 'daymark.refresh' };

/** The ID token: from the sign-in's code, else from the refresh token, else by signing in. */
export const cognitoToken = async (client: Client): Promise<string> => {
  const code = new URLSearchParams(location.search).get('code');
  const verifier = sessionStorage.getItem(kept.verifier);
  const refresh = sessionStorage.getItem(kept.refresh);
  if (code && verifier) {
    sessionStorage.removeItem(kept.verifier);
    const given = await ask(client, {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirect,
    });
    history.replaceState(null, '', sessionStorage.getItem(kept.to) ?? '/');
    dispatchEvent(new PopStateEvent('popstate'));
    if (given) return given;
  } else if (refresh) {
    const given = await ask(client, { grant_type: 'refresh_token', refresh_token: refresh });
    if (given) return given;
  }
  return signInAt(client);
};

const ask = async ({ domain, clientId }: Client, form: Record<string, string>): Promise<string | undefined> => {
  const answer = await fetch(`https://${domain}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...form }),
  });
  if (!answer.ok) return undefined;
  const { id_token, refresh_token } = (await answer.json()) as { id_token: string; refresh_token?: string };
  if (refresh_token) sessionStorage.setItem(kept.refresh, refresh_token);
  return id_token;
};

/** Leaves the page, so the promise never resolves. */
const signInAt = async ({ domain, clientId }: Client): Promise<never> => {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(48)));
  const challenge = base64url(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))),
  );
  sessionStorage.setItem(kept.verifier, verifier);
  sessionStorage.setItem(kept.to, `${location.pathname}${location.search}`);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirect,
    scope: 'openid email',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  location.assign(`https://${domain}/oauth2/authorize?${query}`);
  return new Promise(() => undefined);
};

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
