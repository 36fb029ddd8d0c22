import { BlockList, isIP, isIPv4 } from 'node:net';

/** What an address is to a gateway: open to all, of one's own network, of this machine, or never to be called. */
export type AddressKind = 'public' | 'private' | 'loopback' | 'forbidden';

/** Networks by kind, the first that fits holds (IANA's registries of special-purpose addresses). */
const networks: readonly (readonly [AddressKind, readonly string[]])[] = [
  // Where clouds keep the secrets of their machines: addresses of a link, and those of Azure, Alibaba, AWS, Google.
  ['forbidden', ['169.254.0.0/16', 'fe80::/10', '168.63.129.16/32', '100.100.100.200/32']],
  ['forbidden', ['fd00:ec2::/32', 'fd20:ce::/32']],
  // Translated by a rule of some network, or tunnelled (Teredo): where they lead is not to be seen.
  ['forbidden', ['64:ff9b:1::/48', '2001::/32']],
  ['forbidden', ['0.0.0.0/8', '224.0.0.0/4', '240.0.0.0/4', '192.0.0.0/24', '::/128', 'ff00::/8']],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  [
    'private',
    ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '198.18.0.0/15', 'fc00::/7', 'fec0::/10'],
  ],
];

const lists = networks.map(([kind, ranges]) => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', length = ''] = range.split('/');
    list.addSubnet(network, Number(length), isIPv4(network) ? 'ipv4' : 'ipv6');
  }
  return { kind, list };
});

/** Kind of an IP address in text; undefined where it is none. */
export function addressKind(address: string): AddressKind | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  const inner = version === 6 ? embeddedIPv4(address) : undefined;
  if (inner !== undefined) return addressKind(inner);
  return lists.find(({ list }) => list.check(address, version === 4 ? 'ipv4' : 'ipv6'))?.kind ?? 'public';
}

/** The IPv4 address that an IPv6 one leads to: mapped, compatible, translated (64:ff9b::/96, RFC 2765) or 6to4 (2002::/16). */
function embeddedIPv4(address: string): string | undefined {
  const groups = expand(address);
  const last = (at: number) => {
    const [high = 0, low = 0] = [groups[at], groups[at + 1]];
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  };
  if (groups[0] === 0x2002) return last(1);
  if (groups.slice(0, 4).every((group) => group === 0) && groups[4] === 0xffff && groups[5] === 0) return last(6);
  const zeros = groups.slice(0, 5).every((group) => group === 0);
  if (zeros && groups[5] === 0xffff) return last(6);
  if (zeros && groups[5] === 0 && (groups[6] ?? 0) > 0) return last(6);
  const translated = groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  return translated ? last(6) : undefined;
}

/** Eight groups of an IPv6 address. */
function expand(address: string): readonly number[] {
  // The address parser of URLs writes any form of it in one way.
  const host = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [before = '', after] = host.split('::');
  const read = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [left, right] = [read(before), read(after ?? '')];
  const missing = after === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array.from({ length: missing }, () => 0), ...right];
}

export interface AllowedAddresses {
  readonly loopback?: boolean;
  readonly private?: boolean;
}

/** Whether a gateway may call this address. */
export function mayCall(address: string, allowed: AllowedAddresses): boolean {
  const kind = addressKind(address);
  return (
    kind === 'public' ||
    (kind === 'loopback' && allowed.loopback === true) ||
    (kind === 'private' && allowed.private === true)
  );
}
