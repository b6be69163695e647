import type { KeyResolver } from './connection.ts';
import { toAddress } from './destination.ts';
import { ownsOrigin, PRESETS } from './presets.ts';

/**
 * Keys from environment variables, each bound to where it belongs: a provider's own variable to that provider's
 * hosts, `SOP_SHOTS_API_KEY` to the origin of `SOP_SHOTS_BASE_URL` or, where that is not set, to the address the
 * user gave on the command line. No project file or workspace setting has a say in it.
 */
export function createEnvironmentKeys(
  env: Readonly<Record<string, string | undefined>>,
  givenBaseUrl: string | undefined,
): KeyResolver {
  const own = toAddress(env.SOP_SHOTS_BASE_URL ?? givenBaseUrl ?? '');
  return {
    keyFor: async (origin) => {
      const ownKey = env.SOP_SHOTS_API_KEY;
      if (ownKey !== undefined && ownKey !== '' && own.ok && own.address.origin === origin) return ownKey;
      const preset = PRESETS.find((candidate) => ownsOrigin(candidate, origin));
      const key = preset?.keyVariable === undefined ? undefined : env[preset.keyVariable];
      return key === '' ? undefined : key;
    },
  };
}
