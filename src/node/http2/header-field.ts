/** What a field of a request means to its server. */
export type FieldKind =
  | 'method'
  | 'scheme'
  | 'authority'
  | 'path'
  | 'contentType'
  | 'contentLength'
  | 'timeout'
  | 'encoding'
  | 'other'
  | 'malformed';

/** A header field, judged once: most fields of a connection repeat those of an earlier request. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
  readonly kind: FieldKind;
  /** As header lists and the dynamic table count it (RFC 7541 §4.1). */
  readonly sizeBytes: number;
}

const kinds: ReadonlyMap<string, FieldKind> = new Map<string, FieldKind>([
  [':method', 'method'],
  [':scheme', 'scheme'],
  [':authority', 'authority'],
  [':path', 'path'],
  ['content-type', 'contentType'],
  ['content-length', 'contentLength'],
  ['grpc-timeout', 'timeout'],
  ['grpc-encoding', 'encoding'],
  // They belong to a connection of HTTP/1 (RFC 9113 §8.2.2).
  ['connection', 'malformed'],
  ['keep-alive', 'malformed'],
  ['proxy-connection', 'malformed'],
  ['transfer-encoding', 'malformed'],
  ['upgrade', 'malformed'],
]);

const fieldOverheadBytes = 32;

/** A token of RFC 9110 §5.6.2, in lower case (RFC 9113 §8.2.1). */
const fieldName = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;

/** RFC 9113 §8.2.1. */
const badValue = /[\0\r\n]|^[ \t]|[ \t]$/;

export function headerField(name: string, value: string): HeaderField {
  return {
    name,
    value,
    kind: kindOf(name, value),
    sizeBytes: name.length + value.length + fieldOverheadBytes,
  };
}

function kindOf(name: string, value: string): FieldKind {
  if (badValue.test(value)) return 'malformed';
  if (name === 'te') return value === 'trailers' ? 'other' : 'malformed';
  return kinds.get(name) ?? (fieldName.test(name) ? 'other' : 'malformed');
}
