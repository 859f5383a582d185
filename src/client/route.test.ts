import { describe, expect, it } from 'vitest';
import { type ErrorCode, MokvError } from '../shared/errors.ts';
import { Route, type Step } from './route.ts';

describe('Route', () => {
  it('tries the servers in order and ends with what all of them said when none was ever there', () => {
    const route = routeOver(['a:1', 'b:1'], { wasReached: false });
    expect(route.next()).toEqual(at('a:1'));
    expect(route.next(failed('UNAVAILABLE', 'a is down'))).toEqual(at('b:1'));
    expect(() => route.next(failed('UNAVAILABLE', 'b is down'))).toThrowError(
      expect.objectContaining({ code: 'UNAVAILABLE', message: 'a is down; b is down' }),
    );
  });

  it('goes round again, after longer and longer pauses, when somebody was there before', () => {
    const route = routeOver(['a:1']);
    const steps = [route.next()];
    for (let turn = 0; turn < 13; turn += 1) {
      const isWaiting = steps.at(-1)?.type === 'wait';
      steps.push(route.next(isWaiting ? undefined : failed('UNAVAILABLE', 'a is down')));
    }
    const pauses = steps.filter((step) => step.type === 'wait').map((step) => step.ms);
    expect(pauses).toEqual([20, 40, 80, 160, 320, 500, 500]);
  });

  it('goes to the leader that a server names, and not to it a second time in the round', () => {
    const route = routeOver(['a:1', 'b:1', 'c:1']);
    route.next();
    expect(route.next(notLeader('c:1'))).toEqual(at('c:1'));
    expect(route.next(failed('UNAVAILABLE', 'c is down'))).toEqual(at('b:1'));
    expect(route.next(notLeader('c:1')).type).toBe('wait');
  });

  it('follows a leader that is not known yet', () => {
    const route = routeOver(['a:1']);
    route.next();
    expect(route.next(notLeader('z:9'))).toEqual(at('z:9'));
  });

  it('pauses when two servers name each other as the leader', () => {
    const route = routeOver(['a:1', 'b:1']);
    route.next();
    expect(route.next(notLeader('b:1'))).toEqual(at('b:1'));
    expect(route.next(notLeader('a:1')).type).toBe('wait');
  });

  it('says NO_LEADER rather than which servers are down', () => {
    const route = routeOver(['a:1', 'b:1']);
    route.next();
    route.next(failed('NO_LEADER', 'no leader'));
    route.next(failed('UNAVAILABLE', 'b is down'));
    expect(route.summary()).toMatchObject({ code: 'NO_LEADER', message: 'no leader' });
  });

  it('asks every server for an old revision, once', () => {
    const route = routeOver(['a:1', 'b:1']);
    route.next();
    expect(route.next(failed('COMPACTED', 'a forgot it'))).toEqual(at('b:1'));
    expect(() => route.next(failed('COMPACTED', 'b forgot it'))).toThrowError('b forgot it');
  });

  it.each<ErrorCode>([
    'OUTCOME_UNKNOWN',
    'NOT_FOUND',
    'PERMISSION_DENIED',
    'UNAUTHENTICATED',
    'RESOURCE_EXHAUSTED',
    'CANCELLED',
  ])('ends at once with %s', (code) => {
    const route = routeOver(['a:1', 'b:1']);
    route.next();
    expect(() => route.next(failed(code, 'as it is'))).toThrowError('as it is');
  });

  it('needs an endpoint', () => {
    expect(() => routeOver([], { wasReached: false }).next()).toThrowError(
      'there is no endpoint to connect to',
    );
  });
});

function routeOver(addresses: readonly string[], { wasReached = true } = {}): Route {
  return new Route({ order: () => addresses, wasReached: () => wasReached, random: () => 1 });
}

function at(address: string): Step {
  return { type: 'try', address };
}

function failed(code: ErrorCode, message: string): MokvError {
  return new MokvError(code, message);
}

function notLeader(address: string): MokvError {
  return new MokvError('NOT_LEADER', 'another server leads', {
    metadata: { leader_addr: address },
  });
}
