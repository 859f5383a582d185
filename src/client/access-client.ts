import type { mokv } from '../api/gen/messages.js';
import { accessService } from '../api/services.ts';
import type { HostPort } from '../shared/host-port.ts';
import { plans } from './call-plan.ts';
import type { NodeCallOptions } from './kv-api.ts';
import type { RoutedCalls } from './routed-calls.ts';

/** Who may do what, as one node sees it: the one at `at`, else the first that answers. */
export class AccessClient {
  readonly #calls: RoutedCalls;

  constructor(calls: RoutedCalls) {
    this.#calls = calls;
  }

  whoAmI(options: NodeCallOptions = {}): Promise<mokv.v1.WhoAmIResponse> {
    return this.#calls.at(accessService.whoAmI, {}, plans.ask, options);
  }

  /** Whether a user may do something, and why. */
  explain(
    question: { readonly user: string; readonly action: string; readonly object: string },
    options: NodeCallOptions = {},
  ): Promise<mokv.v1.ExplainResponse> {
    return this.#calls.at(accessService.explain, question, plans.ask, options);
  }

  /** Every user of the policy that may do it. */
  async whoCan(
    question: { readonly action: string; readonly object: string },
    options: NodeCallOptions = {},
  ): Promise<readonly string[]> {
    const { users } = await this.#calls.at(accessService.whoCan, question, plans.ask, options);
    return users;
  }

  getPolicy(options: NodeCallOptions = {}): Promise<mokv.v1.GetPolicyResponse> {
    return this.#calls.at(accessService.getPolicy, {}, plans.ask, options);
  }

  /** Of one node: each has a file of its own. CONDITION_FAILED when the policy in force has another digest. */
  setPolicy(
    change: {
      readonly policy: string;
      readonly validateOnly?: boolean;
      readonly expectedDigest?: string;
    },
    options: NodeCallOptions & { readonly at: HostPort },
  ): Promise<mokv.v1.SetPolicyResponse> {
    return this.#calls.at(accessService.setPolicy, change, plans.change, options);
  }
}
