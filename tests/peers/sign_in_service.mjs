// oidc-provider (npm), a certified OpenID provider of other authors, on the paths of Entra's token endpoint.

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { closeAll } from "./fault.mjs";

export const TENANT = "11111111-2222-4333-8444-555555555555";
export const SECRET = "correct horse battery";
const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

/** Listens; `graph` is the address that tokens are asked for, `now` what a person does with a code: approve, deny. */
export async function signInService(graph) {
  const scope = `${graph}/.default`;
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(address, configuration(scope));
  server.on("request", provider.callback());
  return { address, close: () => closeAll(server), decide: (code, deny) => decide(provider, scope, code, deny) };
}

function configuration(scope) {
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
  const page = (context) => { context.body = "a page"; };
  const common = { redirect_uris: [], response_types: [] };
  return {
    jwks: { keys: [{ ...key, use: "sig", alg: "RS256", kid: "test" }] },
    cookies: { keys: ["of a test"] },
    scopes: ["openid", "offline_access", scope],
    ttl: { ClientCredentials: 3600, AccessToken: 3600, DeviceCode: 600 },
    clients: [
      { ...common, client_id: "app-secret", client_secret: SECRET, grant_types: ["client_credentials"], token_endpoint_auth_method: "client_secret_post", scope },
      { ...common, client_id: "app-device", grant_types: [DEVICE, "refresh_token"], token_endpoint_auth_method: "none", application_type: "native", scope: `openid offline_access ${scope}` },
    ],
    features: {
      devInteractions: { enabled: false }, clientCredentials: { enabled: true },
      deviceFlow: { enabled: true, userCodeInputSource: page, userCodeConfirmSource: page, successSource: page },
    },
    routes: { token: `/${TENANT}/oauth2/v2.0/token`, device_authorization: `/${TENANT}/oauth2/v2.0/devicecode`, code_verification: "/devicelogin" },
    findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  };
}

/** What a person does in the browser. */
async function decide(provider, scope, userCode, deny) {
  const code = await provider.DeviceCode.findByUserCode(userCode.replaceAll("-", ""), { ignoreExpiration: true });
  if (!code) throw new Error(`nobody asked for the code ${userCode}`);
  if (deny) {
    Object.assign(code, { error: "access_denied", errorDescription: "the person said no" });
  } else {
    const grant = new provider.Grant({ accountId: "person", clientId: code.clientId });
    grant.addOIDCScope(`openid offline_access ${scope}`);
    const grantId = await grant.save();
    Object.assign(code, { accountId: "person", grantId, scope: `openid offline_access ${scope}`, authTime: 1, claims: {} });
  }
  await code.save();
}
