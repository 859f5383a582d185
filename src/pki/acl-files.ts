/** The same as certs/model.conf, which a test keeps so: here too, so that one bundled file suffices. */
export const modelText = `# Who may do what: the subject is the CN of a client certificate, the object a key or "cluster", the
# action one of produce, consume (keys), admin, observe, peer (cluster). What no line of the policy
# allows is denied. The object of a policy line is a key, or the beginning of keys followed by *.
#
# mokv reads no more than this form, and besides it:
#   roles   "g = _, _" under [role_definition] and g(r.sub, p.sub) instead of r.sub == p.sub
#   denies  "p = sub, obj, act, eft" and
#           "e = some(where (p.eft == allow)) && !some(where (p.eft == deny))"

[request_definition]
r = sub, obj, act

[policy_definition]
p = sub, obj, act

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.sub == p.sub && keyMatch(r.obj, p.obj) && r.act == p.act
`;

/** The same as certs/policy.csv. */
export const policyText = `p, root, *, produce
p, root, *, consume
p, root, cluster, admin
p, root, cluster, observe
`;
