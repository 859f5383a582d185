import { describe, expect, it } from 'vitest';
import { mokv } from '../../api/gen/messages.js';
import { type Link, linkTo, type PromptState, promptText } from './prompt.ts';

const leader: Link = { type: 'connected', node: 'n1', role: 'leader', leaderId: 'n1' };

describe('the prompt', () => {
  it.each<[state: Partial<PromptState>, prompt: string]>([
    [{}, 'n1*> '],
    [{ context: 'prod' }, 'prod n1*> '],
    [{ context: 'prod', readOnly: true }, 'prod n1* RO> '],
    [{ context: 'prod', production: true }, 'prod n1* RW> '],
    [{ link: { ...leader, role: 'follower', leaderId: 'n2' } }, 'n1> '],
    [{ link: { ...leader, role: 'follower', leaderId: '' } }, 'n1 (no leader)> '],
    [{ link: { ...leader, role: 'candidate', leaderId: '' } }, 'n1 (candidate) (no leader)> '],
    [{ link: { ...leader, role: 'non-voter', leaderId: 'n2' } }, 'n1 (non-voter)> '],
    [{ context: 'prod', link: { type: 'lost' } }, 'prod (no connection)> '],
    [{ isInTransaction: true }, 'n1* (TXN)> '],
    [{ link: { type: 'unknown' } }, 'mokv> '],
  ])('%j is %j', (state, prompt) => {
    const none = { context: undefined, production: false, readOnly: false };
    const whole = { ...none, isInTransaction: false, link: leader };
    expect(promptText({ ...whole, ...state })).toBe(prompt);
  });

  it.each([
    ['leader', true, 'leader'],
    ['follower', true, 'follower'],
    ['candidate', true, 'candidate'],
    ['follower', false, 'non-voter'],
  ])('a %s that is a voter: %s is a %s', (role, voter, shown) => {
    const status = mokv.v1.StatusResponse.create({
      nodeId: 'n1',
      role,
      leaderId: 'n2',
      servers: [{ id: 'n1', voter }],
    });
    expect(linkTo(status)).toEqual({ type: 'connected', node: 'n1', role: shown, leaderId: 'n2' });
  });
});
