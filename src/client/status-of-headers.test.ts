import { describe, expect, it } from 'vitest';
import { foreignAnswer, statusOfHeaders } from './status-of-headers.ts';

describe('statusOfHeaders', () => {
  it('knows nothing yet of headers without a status', () => {
    expect(statusOfHeaders({ 'content-type': 'application/grpc' })).toBeUndefined();
  });

  it('is OK, or the failure with its decoded message and its binary details', () => {
    expect(statusOfHeaders({ 'grpc-status': '0' })).toBe('OK');
    const failure = statusOfHeaders({
      'grpc-status': '5',
      'grpc-message': 'no m%C3%B6kv, 100% sure'.replace('% ', '%25 '),
      'grpc-status-details-bin': Buffer.from('details').toString('base64').replace(/=+$/, ''),
    });
    expect(failure).toMatchObject({ code: 5, details: 'no mökv, 100% sure', source: 'server' });
    expect(failure !== 'OK' && failure?.metadata.get('grpc-status-details-bin')).toEqual([
      Buffer.from('details'),
    ]);
  });

  it('shows a message that is not encoded as it came', () => {
    expect(statusOfHeaders({ 'grpc-status': '2', 'grpc-message': '100%' })).toMatchObject({
      details: '100%',
    });
  });

  it('takes a status that is no number for UNKNOWN', () => {
    expect(statusOfHeaders({ 'grpc-status': 'x' })).toMatchObject({ code: 2 });
  });
});

describe('foreignAnswer', () => {
  it('is none that begins as gRPC says', () => {
    expect(foreignAnswer({ ':status': 200, 'content-type': 'application/grpc+proto' })).toBe(
      undefined,
    );
  });

  it.each([
    [400, 13],
    [401, 16],
    [403, 7],
    [404, 12],
    [503, 14],
    [500, 2],
  ])('maps HTTP %i to status %i', (status, code) => {
    expect(foreignAnswer({ ':status': status })).toMatchObject({
      code,
      details: `the server answers with HTTP ${status}`,
    });
  });

  it('names the content that is not gRPC', () => {
    expect(foreignAnswer({ ':status': 200, 'content-type': 'text/html' })).toMatchObject({
      code: 2,
      details: 'the server answers with text/html, not gRPC',
    });
  });
});
