/**
 * Trust depends on the host's text, never on what a name resolves to, because DNS answers can be forged. The host must
 * come from a WHATWG URL parser, which has already turned `0x7f.1` into `127.0.0.1`.
 */

/** Network scope of a host. */
export type HostScope = 'loopback' | 'private' | 'public';

/** `localhost`, 127.0.0.0/8 and ::1. */
export function isLoopback(host: string): boolean {
  return getHostScope(host) === 'loopback';
}

/** Classifies a host by its text. Names other than `localhost` are public, whatever they resolve to. */
export function getHostScope(host: string): HostScope {
  if (host === 'localhost') return 'loopback';
  const four = parseIpv4(host);
  if (four !== undefined) return getScopeOfBytes(four);
  if (!host.startsWith('[') || !host.endsWith(']')) return 'public';
  const groups = parseIpv6(host.slice(1, -1));
  return groups === undefined ? 'public' : getScopeOfGroups(groups);
}

function getScopeOfBytes([first = 0, second = 0]: readonly number[]): HostScope {
  if (first === 127) return 'loopback';
  const isPrivate =
    first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168);
  return isPrivate ? 'private' : 'public';
}

function getScopeOfGroups(groups: readonly number[]): HostScope {
  const [first = 0] = groups;
  if (groups.slice(0, 7).every((group) => group === 0) && groups[7] === 1) return 'loopback';
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return getScopeOfBytes([high >> 8, high & 255, low >> 8, low & 255]);
  }
  // fc00::/7 is what IPv6 has for 10.0.0.0/8; fe80::/10 is link-local.
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80 ? 'private' : 'public';
}

function parseIpv4(host: string): readonly number[] | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return undefined;
  const bytes = host.split('.').map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

/** True for the text of an IPv6 address, without brackets. */
export function isIpv6(text: string): boolean {
  return parseIpv6(text) !== undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const left = parseHexGroups(head);
  const right = parseHexGroups(tail ?? '');
  if (left === undefined || right === undefined) return undefined;
  const gap = 8 - left.length - right.length;
  if (tail === undefined ? gap !== 0 : gap < 1) return undefined;
  return [...left, ...Array.from({ length: gap }, () => 0), ...right];
}

function parseHexGroups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((g) => Number.parseInt(g, 16))
    : undefined;
}
