/** A protobuf field in hex, from its tag and its content of less than 128 bytes in hex. */
export function lengthDelimited(tag: string, content: string): string {
  return tag + (content.length / 2).toString(16).padStart(2, '0') + content;
}
