import { describe, expect, it } from 'vitest';
import { type ErrorCode, MokvError } from '../shared/errors.ts';
import { parseEndpoint } from './endpoint.ts';
import { Route } from './route.ts';

const [a, b, c] = ['a:1', 'b:1', 'c:1'].map(parseEndpoint);

describe('Route', () => {
  it('tries the endpoints in order and ends with what all of them said', () => {
    const route = routeOver('a:1', 'b:1');
    expect(route.next()).toEqual(a);
    expect(route.next(failed('UNAVAILABLE', 'a is down'))).toEqual(b);
    expect(() => route.next(failed('UNAVAILABLE', 'b is down'))).toThrowError(
      expect.objectContaining({ code: 'UNAVAILABLE', message: 'a is down; b is down' }),
    );
  });

  it('goes to the leader that a server names, and not to it a second time as an endpoint', () => {
    const route = routeOver('a:1', 'b:1', 'c:1');
    route.next();
    expect(route.next(notLeader('c:1'))).toEqual(c);
    expect(route.next(failed('UNAVAILABLE', 'c is down'))).toEqual(b);
    expect(() => route.next(failed('UNAVAILABLE', 'b is down'))).toThrowError(
      expect.objectContaining({ code: 'NOT_LEADER' }),
    );
  });

  it('follows a leader that is no endpoint', () => {
    const route = routeOver('a:1');
    route.next();
    expect(route.next(notLeader('z:9'))).toEqual({ host: 'z', port: 9 });
  });

  it('ends with NO_LEADER rather than with the servers that are down', () => {
    const route = routeOver('a:1', 'b:1');
    route.next();
    route.next(failed('NO_LEADER', 'no leader'));
    expect(() => route.next(failed('UNAVAILABLE', 'b is down'))).toThrowError('no leader');
  });

  it('stops when two servers name each other as the leader', () => {
    const route = routeOver('a:1', 'b:1');
    route.next();
    const bounce = (count: number): void => {
      for (let turn = 0; turn < count; turn += 1) route.next(notLeader(turn % 2 ? 'a:1' : 'b:1'));
    };
    expect(() => bounce(7)).not.toThrow();
    expect(() => bounce(1)).toThrowError(expect.objectContaining({ code: 'NOT_LEADER' }));
  });

  it.each<ErrorCode>([
    'OUTCOME_UNKNOWN',
    'NOT_FOUND',
    'PERMISSION_DENIED',
    'UNAUTHENTICATED',
    'CANCELLED',
  ])('ends at once with %s', (code) => {
    const route = routeOver('a:1', 'b:1');
    route.next();
    expect(() => route.next(failed(code, 'as it is'))).toThrowError('as it is');
  });

  it('needs an endpoint', () => {
    expect(() => routeOver().next()).toThrowError('there is no endpoint to connect to');
  });
});

function routeOver(...endpoints: string[]): Route {
  return new Route(endpoints.map(parseEndpoint));
}

function failed(code: ErrorCode, message: string): MokvError {
  return new MokvError(code, message);
}

function notLeader(address: string): MokvError {
  return new MokvError('NOT_LEADER', 'another server leads', {
    metadata: { leader_addr: address },
  });
}
