/** Sizes that client and node both check, so that bad input fails before the network. */
export const limits = {
  keyBytesMax: 4096,
  valueBytesMax: 1024 * 1024,
} as const;
