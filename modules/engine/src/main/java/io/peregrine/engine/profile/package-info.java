/**
 * What rules cost: buckets that judge as all others do, but count what each rule is asked, which comparison rejects first, and on some events take the time. {@link
 * io.peregrine.engine.profile.RuleProfile} is the door. Nothing here decides what matches; how figures are shown may not enter.
 */
package io.peregrine.engine.profile;
