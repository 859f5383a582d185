/** How to reach one cluster, and as whom; what is absent comes from the defaults. Paths are absolute. */
export interface SavedContext {
  readonly endpoints?: readonly string[] | undefined;
  readonly cacert?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly serverName?: string | undefined;
  /** No TLS; then there are no certificates and no name in them. */
  readonly insecure?: boolean | undefined;
  /** A cluster on which a slip of the hand costs something: questions ask for its name. */
  readonly production?: boolean | undefined;
}

export interface SavedContexts {
  /** The one to use when nobody names one. */
  readonly current?: string | undefined;
  readonly contexts: Readonly<Record<string, SavedContext>>;
}
