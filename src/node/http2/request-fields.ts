import type { HeaderField } from './header-field.ts';

const limits = {
  /** Of all fields, as SETTINGS_MAX_HEADER_LIST_SIZE counts them. */
  listBytesMax: 16 * 1024,
} as const;

export const { listBytesMax } = limits;

/**
 * What the server wants to know of a header list. A connection has one of them for all its requests: it is
 * valid until the next one arrives.
 */
export class RequestFields {
  method: string | undefined;
  scheme: string | undefined;
  path: string | undefined;
  contentType: string | undefined;
  contentLength: string | undefined;
  timeout: string | undefined;
  encoding: string | undefined;
  #authority: string | undefined;
  #hasPseudo = false;
  #hasRegular = false;
  #isMalformed = false;
  #sizeBytes = 0;

  clear(): void {
    this.method = undefined;
    this.scheme = undefined;
    this.path = undefined;
    this.contentType = undefined;
    this.contentLength = undefined;
    this.timeout = undefined;
    this.encoding = undefined;
    this.#authority = undefined;
    this.#hasPseudo = false;
    this.#hasRegular = false;
    this.#isMalformed = false;
    this.#sizeBytes = 0;
  }

  /** Of a field that must not repeat, the first value counts; a pseudo-header that repeats is a fault. */
  add(field: HeaderField): void {
    this.#sizeBytes += field.sizeBytes;
    switch (field.kind) {
      case 'method':
        this.method = this.#pseudo(this.method, field);
        return;
      case 'scheme':
        this.scheme = this.#pseudo(this.scheme, field);
        return;
      case 'authority':
        this.#authority = this.#pseudo(this.#authority, field);
        return;
      case 'path':
        this.path = this.#pseudo(this.path, field);
        return;
      case 'malformed':
        this.#isMalformed = true;
        return;
      case 'contentType':
        this.contentType ??= field.value;
        break;
      case 'contentLength':
        this.#length(field.value);
        break;
      case 'timeout':
        this.timeout ??= field.value;
        break;
      case 'encoding':
        this.encoding ??= field.value;
        break;
      case 'other':
        break;
    }
    this.#hasRegular = true;
  }

  get isTooLarge(): boolean {
    return this.#sizeBytes > limits.listBytesMax;
  }

  /** Whether they can begin a request (RFC 9113 §8.3.1). */
  get isRequest(): boolean {
    if (this.#isMalformed || this.method === undefined) return false;
    if (this.method === 'CONNECT') return this.scheme === undefined && this.path === undefined;
    return this.scheme !== undefined && this.path !== undefined && this.path !== '';
  }

  /** Whether they can end one (RFC 9113 §8.1). */
  get isTrailers(): boolean {
    return !this.#isMalformed && !this.#hasPseudo;
  }

  #pseudo(before: string | undefined, { value }: HeaderField): string {
    if (before !== undefined || this.#hasRegular) this.#isMalformed = true;
    this.#hasPseudo = true;
    return value;
  }

  #length(value: string): void {
    const isSecond = this.contentLength !== undefined && this.contentLength !== value;
    if (isSecond || !/^\d{1,15}$/.test(value)) this.#isMalformed = true;
    this.contentLength = value;
  }
}
