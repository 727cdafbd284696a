// oidc-provider as npm delivers it, with one client: this house. Whoever comes is signed in as the account set by /control, without a
// form. On demand the token that it gives is changed on the way and signed again, as a provider that lies would.
//   node provider.mjs PORT ADDRESS-OF-THE-HOUSE
import http from 'node:http';
import { Provider } from 'oidc-provider';
import * as jose from 'jose';

const [port, house] = [Number(process.argv[2]), process.argv[3]];
const issuer = `http://127.0.0.1:${port}`;
const secret = 'a secret of 256 bits, more or less, that both sides know';
const state = { subject: 'alice', claims: {}, lie: null, deny: false, algorithm: 'ES256', backChannel: `${house}/api/openid/back-channel-logout` };
let keys, signer, kid, provider, handler;

async function newKeys() {
  kid = `key-${Math.random().toString(36).slice(2)}`;
  const pair = await jose.generateKeyPair(state.algorithm === 'EdDSA' ? 'Ed25519' : state.algorithm, { extractable: true });
  signer = pair.privateKey;
  const use = { kid, use: 'sig', alg: state.algorithm };
  keys = [{ ...(await jose.exportJWK(pair.privateKey)), ...use }];
}

function build() {
  provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'vidimus',
        client_secret: secret,
        redirect_uris: [`${house}/api/openid/return`],
        post_logout_redirect_uris: [`${house}/sign-in`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: state.algorithm,
        backchannel_logout_uri: state.backChannel,
        backchannel_logout_session_required: true,
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
    jwks: { keys },
    cookies: { keys: ['of the test'] },
    // Its own fetch refuses addresses of this machine, where the house of the test is.
    fetch: (url, options) => globalThis.fetch(url, { ...options, dispatcher: undefined }),
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'groups'], acr: null, auth_time: null, sid: null },
    acrValues: ['phr'],
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...state.claims }) }),
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  });
  provider.on('backchannel.error', (_, error) => console.error('back channel', error));
  handler = provider.callback();
}

async function interaction(req, res) {
  const details = await provider.interactionDetails(req, res);
  let result;
  if (state.deny) {
    result = { error: 'access_denied', error_description: 'no' };
  } else if (details.prompt.name === 'login') {
    result = { login: { accountId: state.subject, acr: state.acr } };
  } else {
    const grant = new provider.Grant({ accountId: details.session.accountId, clientId: details.params.client_id });
    grant.addOIDCScope('openid profile');
    result = { consent: { grantId: await grant.save() } };
  }
  await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: true });
}

async function lied(token) {
  const header = jose.decodeProtectedHeader(token);
  const claims = jose.decodeJwt(token);
  const now = Math.floor(Date.now() / 1000);
  let key = signer;
  switch (state.lie) {
    case 'nonce': claims.nonce = 'of another sign-in'; break;
    case 'no-nonce': delete claims.nonce; break;
    case 'issuer': claims.iss = 'http://127.0.0.1:1'; break;
    case 'audience': claims.aud = 'somebody-else'; break;
    case 'party': claims.azp = 'somebody-else'; break;
    case 'two-audiences': claims.aud = ['vidimus', 'somebody-else']; break;
    case 'expired': claims.exp = now - 120; break;
    case 'old': claims.iat = now - 3600; break;
    case 'future': claims.iat = now + 3600; break;
    case 'at-hash': claims.at_hash = 'AAAAAAAAAAAAAAAAAAAAAA'; break;
    case 'auth-time': claims.auth_time = now - 3600; break;
    case 'no-auth-time': delete claims.auth_time; break;
    case 'no-subject': delete claims.sub; break;
    case 'other-key': key = (await jose.generateKeyPair(state.algorithm)).privateKey; break;
    case 'secret': header.alg = 'HS256'; key = new TextEncoder().encode(secret); break;
    case 'type': header.typ = 'logout+jwt'; break;
    case 'none': return `${jose.base64url.encode('{"alg":"none"}')}.${jose.base64url.encode(JSON.stringify(claims))}.`;
    case 'signature': return `${token.slice(0, -8)}AAAAAAAA`;
    default: throw new Error(state.lie);
  }
  return new jose.SignJWT(claims).setProtectedHeader(header).sign(key);
}

function lying(res) {
  const end = res.end.bind(res);
  res.end = (body) => {
    void (async () => {
      const answer = JSON.parse(String(body));
      if (answer.id_token) answer.id_token = await lied(answer.id_token);
      const text = JSON.stringify(answer);
      res.setHeader('Content-Length', Buffer.byteLength(text));
      end(text);
    })();
  };
}

async function control(req, res) {
  let body = '';
  for await (const chunk of req) body += chunk;
  const wish = JSON.parse(body);
  if (wish.logoutToken) {
    const { header, ...claims } = wish.logoutToken;
    const now = Math.floor(Date.now() / 1000);
    const token = await new jose.SignJWT({
      iss: issuer, aud: 'vidimus', iat: now, exp: now + 120, jti: `${Math.random()}`,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...claims,
    }).setProtectedHeader({ alg: state.algorithm, kid, typ: 'logout+jwt', ...header }).sign(signer);
    res.end(token);
    return;
  }
  Object.assign(state, { lie: null, deny: false }, wish);
  if (wish.rotate) await newKeys();
  if (wish.rotate || wish.backChannel) build();
  res.end('ok');
}

await newKeys();
build();
http
  .createServer((req, res) => {
    if (req.url === '/control') return void control(req, res);
    if (req.url.startsWith('/interaction/')) return void interaction(req, res).catch((e) => res.writeHead(500).end(String(e)));
    if (req.url === '/token' && state.lie) lying(res);
    handler(req, res);
  })
  .listen(port, '127.0.0.1', () => console.log('READY'));
