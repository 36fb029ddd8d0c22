import { BlockList, isIP } from 'node:net';

const near = new BlockList();
near.addSubnet('127.0.0.0', 8, 'ipv4');
near.addSubnet('10.0.0.0', 8, 'ipv4');
near.addSubnet('172.16.0.0', 12, 'ipv4');
near.addSubnet('192.168.0.0', 16, 'ipv4');
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');

/** Does somebody ask from this machine or its own network (RFC 1918, RFC 4193), where those who watch it are? */
export function isNear(ip: string): boolean {
  return isIP(ip) !== 0 && near.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}
