import type { IncomingHttpHeaders } from 'node:http';

export interface IdentityOptions {
  readonly clientId: string;
  readonly secret: string;
  /** Seconds that a token lives. */
  readonly lifetime?: number;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Gives tokens to a machine that knows its secret, as a workspace and Entra ID do: at the endpoint that its discovery
 * document names, by the grant `client_credentials`.
 */
export const openIdentity = ({ clientId, secret, lifetime = 3600 }: IdentityOptions) => {
  const known = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  const issued = new Map<string, number>();
  const asked: { readonly url: string; readonly scope: string | null }[] = [];
  let away = 0;

  const issue = (): Answer => {
    const expires = Math.floor(Date.now() / 1000) + lifetime;
    const token = [{ alg: 'none' }, { exp: expires, jti: issued.size + 1 }, 'signed'].map(base64).join('.');
    issued.set(`Bearer ${token}`, expires);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: lifetime } };
  };
  const grant = (headers: IncomingHttpHeaders, form: URLSearchParams): Answer => {
    if (form.get('grant_type') !== 'client_credentials')
      return { status: 400, body: { error: 'unsupported_grant_type' } };
    if (headers.authorization !== known)
      return { status: 401, body: { error: 'invalid_client', error_description: 'Client authentication failed' } };
    return issue();
  };

  return {
    /** Where tokens were asked for, and for what. */
    asked,
    /** The headers that let somebody in, oldest first. */
    issued: (): readonly string[] => [...issued.keys()],
    admits: (authorization = ''): boolean => (issued.get(authorization) ?? 0) > Date.now() / 1000,
    /** The next requests find nobody. */
    leave: (requests: number) => {
      away = requests;
    },
    /** Undefined for a request that is not for it. */
    answer: (url: string, headers: IncomingHttpHeaders, body: Buffer): Answer | undefined => {
      const [, base, place] = /^(.*?)(?:\/v2\.0)?\/(\.well-known\/.*|token)$/.exec(url) ?? [];
      if (base === undefined) return undefined;
      if (away > 0) {
        away -= 1;
        return { status: 503, body: {} };
      }
      const here = `https://${headers.host}${base}`;
      if (place !== 'token') return { status: 200, body: { issuer: here, token_endpoint: `${here}/token` } };
      const form = new URLSearchParams(body.toString());
      asked.push({ url: here, scope: form.get('scope') });
      return grant(headers, form);
    },
  };
};

export type Identity = ReturnType<typeof openIdentity>;
