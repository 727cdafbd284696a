import { Problem } from './problem';
import type { CreationOptions, RequestOptions, ShownPasskey } from './types';

/** Whether this browser, at this address, can have passkeys at all. */
export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
}

/**
 * Asks the person for one of their passkeys.
 *
 * @throws Problem when they would not, or have none
 */
export function showPasskey(options: RequestOptions): Promise<ShownPasskey> {
  return written(() => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
}

/**
 * Makes a new one.
 *
 * @throws Problem when they would not, or have it already
 */
export function makePasskey(options: CreationOptions): Promise<ShownPasskey> {
  return written(() => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }));
}

async function written(ask: () => Promise<Credential | null>): Promise<ShownPasskey> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return Object.fromEntries(Object.entries(credential.toJSON()));
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'InvalidStateError') throw new Problem(409, 'passkey-known', '');
  }
  throw new Problem(400, 'passkey-cancelled', '');
}
