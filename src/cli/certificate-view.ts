import type { CertificateFacts } from '../pki/inspect-certificate.ts';
import { escapeLine } from './escape-control.ts';

export interface InspectedCertificate {
  readonly file: string;
  readonly facts: CertificateFacts;
}

/** A paragraph for people. */
export function certificateText({ file, facts }: InspectedCertificate): string {
  const names = facts.names.map(({ value }) => value).join(', ');
  const rows: readonly (readonly [name: string, text: string])[] = [
    ['kind', facts.kind],
    ['subject', facts.commonNames.join(', ') || '-'],
    ['names', names || '-'],
    ['purposes', facts.purposes.join(', ') || 'any'],
    ['issuer', facts.issuer],
    ['valid', `${day(facts.notBefore)} to ${day(facts.notAfter)}, ${remaining(facts.daysLeft)}`],
    ['serial', facts.serial],
    ['sha-256', facts.fingerprint],
  ];
  const lines = rows.map(([name, text]) => `  ${name.padEnd(10)}${escapeLine(text)}`);
  return [escapeLine(file), ...lines].join('\n');
}

/** The same for programs. */
export function certificateRecord({ file, facts }: InspectedCertificate): object {
  return {
    file,
    kind: facts.kind,
    common_names: facts.commonNames,
    names: facts.names.map(({ type, value }) => ({ type, value })),
    purposes: facts.purposes,
    issuer: facts.issuer,
    not_before: facts.notBefore.toISOString(),
    not_after: facts.notAfter.toISOString(),
    days_left: facts.daysLeft,
    serial: facts.serial,
    fingerprint: facts.fingerprint,
  };
}

function remaining(daysLeft: number): string {
  if (daysLeft < 0) return 'EXPIRED';
  return daysLeft === 1 ? '1 day left' : `${daysLeft} days left`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
