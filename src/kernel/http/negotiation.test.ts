import { describe, expect, it } from 'vitest';
import { negotiate } from './negotiation.ts';

const offered = ['application/json', 'text/turtle', 'application/ld+json'];

describe('what an answer is written in', () => {
  it.each([
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/turtle', 'text/turtle'],
    ['TEXT/Turtle ; charset=utf-8', 'text/turtle'],
    ['text/*', 'text/turtle'],
    ['application/ld+json, application/json;q=0.9', 'application/ld+json'],
    ['application/json;q=0.2, text/turtle;q=0.5', 'text/turtle'],
    ['text/turtle;q=0, */*;q=0.1', 'application/json'],
    ['application/*;q=0.8, application/json;q=0.1', 'application/ld+json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json'],
  ])('%s: %s', (accept, type) => expect(negotiate(accept, offered)).toBe(type));

  it.each(['text/html', 'text/turtle;q=0', 'image/*', 'turtle', 'text/turtle;q=2'])('not %s', (accept) => {
    expect(() => negotiate(accept, offered)).toThrow(
      'Name one of these in the header Accept: application/json, text/turtle, application/ld+json.',
    );
  });
});
