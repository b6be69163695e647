import { describe, expect, it } from 'vitest';
import { getHostScope } from '../../../src/generation/index.ts';

describe('how far away a host is', () => {
  it.each([
    ['localhost', 'loopback'],
    ['127.0.0.1', 'loopback'],
    ['127.8.9.1', 'loopback'],
    ['[::1]', 'loopback'],
    ['[::ffff:7f00:1]', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.10', 'private'],
    ['[fd12:3456::1]', 'private'],
    ['[fe80::1]', 'private'],
    ['[::ffff:c0a8:101]', 'private'],
    ['172.32.0.1', 'public'],
    ['11.0.0.1', 'public'],
    ['0.0.0.0', 'public'],
    ['169.254.169.254', 'public'],
    ['8.8.8.8', 'public'],
    ['[2001:db8::1]', 'public'],
    ['[::]', 'public'],
    ['[::1', 'public'],
    ['[1::2::3]', 'public'],
    ['localhost.example.com', 'public'],
    ['127.0.0.1.example.com', 'public'],
    ['10.example.com', 'public'],
    ['api.localhost', 'public'],
    ['llm', 'public'],
    ['', 'public'],
  ])('%s is %s', (host, nearness) => expect(getHostScope(host)).toBe(nearness));
});
