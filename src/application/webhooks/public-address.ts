import { BlockList, isIP } from 'node:net';

/** Networks of IPv4 that are not somebody's on the Internet: private, shared, local, for documentation, multicast, reserved. */
const NOT_PUBLIC: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Of the one network of IPv6 that is public, what leads elsewhere: tunnels that hold an address of IPv4, and documentation. */
const NOT_PUBLIC_IN_2000: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused = new BlockList();
for (const [network, prefix] of NOT_PUBLIC) refused.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of NOT_PUBLIC_IN_2000) refused.addSubnet(network, prefix, 'ipv6');
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

/** Whether an address belongs to a machine on the Internet, and not to this one or its neighbours; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, 'ipv4');
  return family === 6 && unicast.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}

/** What is known of a host before anybody is asked for its address: false where it is an address, or a name of this machine, that is not public. */
export function mayBePublic(host: string): boolean {
  const bare = bareHost(host);
  if (isIP(bare) !== 0) return isPublicAddress(bare);
  return !/^(.*\.)?localhost\.?$/i.test(bare);
}

/** The host of a URL without the brackets of IPv6. */
export function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
