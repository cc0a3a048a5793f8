/**
 * Whether this machine can do what Keyspike does, and what to do where it cannot.
 *
 * <p>Data flow: {@link org.keyspike.cli.doctor.Doctor} asks every check for a {@link
 * org.keyspike.cli.doctor.CheckResult}. What a check measures and how it judges that are apart, so
 * that judgement is tested with numbers of other machines. A check that fails in a way nobody
 * thought of is red and does not keep the others from being done.
 */
package org.keyspike.cli.doctor;
