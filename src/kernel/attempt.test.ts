import { expect, it } from 'vitest';
import { origin } from './attempt.ts';

it('takes IPv4 by address and IPv6 by network', () => {
  expect(origin('203.0.113.9')).toBe('203.0.113.9');
  expect(origin('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(origin('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64');
  expect(origin('2001:0db8:1:2:bbbb:0:0:2')).toBe('2001:db8:1:2::/64');
  expect(origin('2001:db8::9')).toBe('2001:db8:0:0::/64');
  expect(origin('::1')).toBe('0:0:0:0::/64');
  expect(origin('2001:db8:1:3::1')).not.toBe(origin('2001:db8:1:2::1'));
});
